import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
  evidenceOf,
  evidenceOfMessage,
  forgetEvidence,
  keepEvidence,
  type NewEvidence,
} from '../../src/store/evidence.ts';
import { pcap } from '../support/capture-file-builder.ts';
import { digestOf } from '../support/read-capture-bytes.ts';
import { HANDSHAKE, story } from '../support/tcp-story.ts';
import { memoryStore } from './memory-store.ts';
import { NOON, newCase } from './new-case.ts';

const FIRST = '1777896000.100000';
const SECOND = '1777896005.000000';

const db = memoryStore();

function keep(given: Partial<NewEvidence> = {}): Promise<string> {
  return keepEvidence(db(), {
    caseId: 'RT-1',
    messageTs: FIRST,
    part: 'text',
    author: 'U1',
    obtained: 'paste',
    name: null,
    text: 'admin@fw> show session id 7',
    receivedAt: NOON,
    ...given,
  });
}

describe('keeping evidence', () => {
  it('numbers pastes and gives them back in the order in which they came', async () => {
    await newCase(db());

    await keep({ text: 'first' });
    await keep({ messageTs: SECOND, text: 'second' });

    expect(await evidenceOf(db(), 'RT-1')).toEqual([
      { source: 'paste-1', text: 'first', obtained: 'paste', takenAt: '2026-05-04T12:00:00.100Z' },
      { source: 'paste-2', text: 'second', obtained: 'paste', takenAt: '2026-05-04T12:00:05.000Z' },
    ]);
  });

  it('keeps what a capture says, and forgets it with its message', async () => {
    await newCase(db());
    const capture = digestOf(pcap(story(HANDSHAKE)));

    await keep({ obtained: 'upload', name: 'fw.pcap', part: 'file:F1', text: '', capture });
    const kept = await evidenceOf(db(), 'RT-1');
    await forgetEvidence(db(), 'RT-1', FIRST);
    const left = await db().selectFrom('evidence').select(['body', 'capture']).execute();

    expect(kept).toMatchObject([{ source: 'fw.pcap', text: '', obtained: 'upload', capture }]);
    expect(left).toEqual([{ body: '', capture: null }]);
  });

  it('gives files of one name different names', async () => {
    await newCase(db());
    const file = { obtained: 'upload', name: 'fw.txt' } as const;

    const names = [
      await keep({ ...file, part: 'file:F1' }),
      await keep({ ...file, part: 'file:F2' }),
      await keep({ ...file, part: 'file:F3' }),
    ];

    expect(names).toEqual(['fw.txt', 'fw.txt (2)', 'fw.txt (3)']);
  });

  it('replaces the text of an edited message and keeps its name and place', async () => {
    await newCase(db());
    await keep({ text: 'before' });
    await keep({ messageTs: SECOND, text: 'other' });

    expect(await keep({ text: 'after' })).toBe('paste-1');

    expect((await evidenceOf(db(), 'RT-1')).map(({ text }) => text)).toEqual(['after', 'other']);
  });

  it('keeps cases apart', async () => {
    await newCase(db());
    await newCase(db());
    await keep({ text: 'mine' });

    expect(await keep({ caseId: 'RT-2', text: 'theirs' })).toBe('paste-1');

    expect((await evidenceOf(db(), 'RT-2')).map(({ text }) => text)).toEqual(['theirs']);
  });

  it('stores no secret anywhere, and keeps the lines where they were', async () => {
    await newCase(db());
    const text = [
      '<response><result>',
      '<key>LUFRPT1secretsecretsecret</key>',
      'phash $5$abcdefgh$ijklmnopqrst',
      '</result>',
    ].join('\n');

    await keep({ text });
    await keep({ text: `${text}\npassword=hunter2` });

    const row = await sql<{ all: string }>`select string_agg(evidence::text, ' ') as all from evidence`.execute(db());
    expect(row.rows[0]?.all).not.toMatch(/LUFRPT|ijklmn|hunter2/);
    const [stored] = await evidenceOf(db(), 'RT-1');
    expect(stored?.text.split('\n')).toHaveLength(5);
    expect(stored?.text.split('\n')[1]).toBe('<key>[redacted]</key>');
  });

  it('takes a binary file, which PostgreSQL would refuse as text', async () => {
    await newCase(db());

    await keep({ obtained: 'upload', name: 'core\u0000.bin', text: 'a\u0000b' });

    expect(await evidenceOf(db(), 'RT-1')).toMatchObject([{ source: 'core\ufffd.bin', text: 'a\ufffdb' }]);
  });

  it('takes the time of arrival for what came by no message', async () => {
    await newCase(db());

    await keep({ messageTs: 'view-V123', receivedAt: NOON + 1_000 });

    expect(await evidenceOf(db(), 'RT-1')).toMatchObject([{ takenAt: '2026-05-04T12:00:01.000Z' }]);
  });
});

describe('forgetting evidence', () => {
  it('empties all that a deleted message had given, and says what went', async () => {
    await newCase(db());
    await keep({ text: 'pasted' });
    await keep({ part: 'file:F1', obtained: 'upload', name: 'fw.txt', text: 'uploaded' });
    await keep({ messageTs: SECOND, text: 'stays' });

    expect([...(await forgetEvidence(db(), 'RT-1', FIRST))].sort()).toEqual(['fw.txt', 'paste-1']);

    expect((await evidenceOf(db(), 'RT-1')).map(({ text }) => text)).toEqual(['stays']);
    const bodies = await sql<{ body: string }>`select body from evidence where deleted`.execute(db());
    expect(bodies.rows.map(({ body }) => body)).toEqual(['', '']);
  });

  it('takes one part of a message only, when asked to', async () => {
    await newCase(db());
    await keep({ text: 'pasted' });
    await keep({ part: 'file:F1', obtained: 'upload', name: 'fw.txt', text: 'uploaded' });

    expect(await forgetEvidence(db(), 'RT-1', FIRST, 'file:F1')).toEqual(['fw.txt']);

    expect(await evidenceOfMessage(db(), 'RT-1', FIRST)).toEqual([{ part: 'text', source: 'paste-1', body: 'pasted' }]);
  });

  it('finds nothing the second time', async () => {
    await newCase(db());
    await keep();
    await forgetEvidence(db(), 'RT-1', FIRST);

    expect(await forgetEvidence(db(), 'RT-1', FIRST)).toEqual([]);
  });

  it('does not use a name again that a report may still quote', async () => {
    await newCase(db());
    await keep({ text: 'deleted' });
    await forgetEvidence(db(), 'RT-1', FIRST);

    expect(await keep({ messageTs: SECOND })).toBe('paste-2');
  });

  it('brings a message back when it is edited again', async () => {
    await newCase(db());
    await keep({ text: 'before' });
    await forgetEvidence(db(), 'RT-1', FIRST);

    await keep({ text: 'after' });

    expect((await evidenceOf(db(), 'RT-1')).map(({ source, text }) => [source, text])).toEqual([['paste-1', 'after']]);
  });
});
