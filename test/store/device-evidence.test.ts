import { describe, expect, it } from 'vitest';
import { type DeviceGiven, keepDeviceReply } from '../../src/store/device-evidence.ts';
import { evidenceOf } from '../../src/store/evidence.ts';
import { memoryStore } from './memory-store.ts';
import { NOON, newCase } from './new-case.ts';

const store = memoryStore();

function given(caseId: string, part: string, changes: Partial<DeviceGiven> = {}): DeviceGiven {
  return {
    caseId,
    runId: 'run-1',
    part,
    askedBy: 'U7',
    from: { observer: 'PA-A', command: 'show session id 4711', point: null, takenAt: new Date(NOON).toISOString() },
    text: '<response status="success"><result/></response>',
    receivedAt: NOON + 60_000,
    ...changes,
  };
}

describe('evidence from a firewall', () => {
  it('is named after the firewall and the command, and says who was asked what and when', async () => {
    const about = await newCase(store());
    await keepDeviceReply(store(), given(about.id, 'a'));
    const second = await keepDeviceReply(store(), given(about.id, 'b'));

    expect(second).toEqual({ source: 'PA-A: show session id 4711 (2)', says: null });
    expect((await evidenceOf(store(), about.id))[0]).toEqual({
      source: 'PA-A: show session id 4711',
      text: '<response status="success"><result/></response>',
      obtained: 'api',
      observer: 'PA-A',
      command: 'show session id 4711',
      takenAt: '2026-05-04T12:00:00.000Z',
    });
  });

  it('loses its secrets as a paste does', async () => {
    const about = await newCase(store());
    await keepDeviceReply(store(), given(about.id, 'a', { text: '<phash>$5$abcdefgh$ijklmnopqrst</phash>' }));

    expect((await evidenceOf(store(), about.id))[0]?.text).not.toContain('ijklmnopqrst');
  });

  it('makes room by the oldest readings of the same command, and says so', async () => {
    const about = await newCase(store());
    const text = 'x'.repeat(400);
    await keepDeviceReply(store(), given(about.id, 'a', { text }), 1_000);
    await keepDeviceReply(store(), given(about.id, 'b', { text }), 1_000);

    const third = await keepDeviceReply(store(), given(about.id, 'c', { text }), 1_000);

    expect(third.says).toBe('To make room, 1 older reading of PA-A: show session id 4711 went.');
    expect((await evidenceOf(store(), about.id)).map(({ source }) => source)).toEqual([
      'PA-A: show session id 4711 (2)',
      'PA-A: show session id 4711 (3)',
    ]);
  });

  it('is not kept, and nothing is dropped for it, when there would be no room all the same', async () => {
    const about = await newCase(store());
    await keepDeviceReply(store(), given(about.id, 'a', { text: 'x'.repeat(100) }), 1_000);

    const kept = await keepDeviceReply(store(), given(about.id, 'b', { text: 'x'.repeat(1_001) }), 1_000);

    expect(kept).toEqual({
      source: null,
      says: 'The answer to PA-A: show session id 4711 was not kept: this case holds as much as it can.',
    });
    expect(await evidenceOf(store(), about.id)).toHaveLength(1);
  });
});
