import { describe, expect, it } from 'vitest';
import { readFixedAt, readTime } from '../../src/slack/fixed-at.ts';
import { allowedHosts } from '../../src/slack/hosts.ts';
import { readSaid } from '../../src/slack/message-text.ts';
import { readOrder } from '../../src/slack/order.ts';

const SAID_AT = Date.UTC(2026, 2, 2, 14, 30);

describe('readFixedAt', () => {
  it.each([
    ['fixed at 14:05', '2026-03-02T14:05:00.000Z'],
    ['The route was fixed at 14:05 UTC, please test', '2026-03-02T14:05:00.000Z'],
    ['fixed at 15:05 +02:00', '2026-03-02T13:05:00.000Z'],
    ['fixed 14:05', '2026-03-02T14:05:00.000Z'],
    ['fixed 15:05 +02:00', '2026-03-02T13:05:00.000Z'],
    ['fix went in at 2026-03-01T23:10Z', '2026-03-01T23:10:00.000Z'],
    ['fixed at 23:50 +00:00', '2026-03-01T23:50:00.000Z'],
    ['fixed at 14:05:30', '2026-03-02T14:05:30.000Z'],
    ['fixed at 2026-03-02T15:10 +02:00', '2026-03-02T13:10:00.000Z'],
    ['fixed at 14:05, is it better?', '2026-03-02T14:05:00.000Z'],
  ])('reads %j', (words, moment) => {
    expect(readFixedAt(words, SAID_AT)).toEqual({ ok: true, value: moment });
  });

  it.each([
    ['fixed at 16:05', 'has not come yet'],
    ['fixed at 25:00', 'is no time of day'],
    ['fixed at 24:00', 'is no time of day'],
    ['fixed at 14:05 CEST', 'CEST is from UTC is not certain'],
    ['fixed at 14:05 +25:00', 'is not certain'],
  ])('objects to %j', (words, says) => {
    expect(readFixedAt(words, SAID_AT)).toMatchObject({ ok: false, error: { message: expect.stringContaining(says) } });
  });

  it.each([
    'is it fixed?',
    'fixed',
    'look at 14:05',
    'fixed at the core switch',
    'fixed 10.20.30.41 on the switch',
    'fixed 2 of 3 tunnels',
  ])('finds nothing in %j', (words) => {
    expect(readFixedAt(words, SAID_AT)).toBeNull();
  });
});

describe('readTime', () => {
  it.each([
    ['14:05', '2026-03-02T14:05:00.000Z'],
    ['15:05 +02:00', '2026-03-02T13:05:00.000Z'],
    ['2026-03-01T23:10Z', '2026-03-01T23:10:00.000Z'],
    ['2026-03-02T15:10 +02:00', '2026-03-02T13:10:00.000Z'],
    ['14:05:30', '2026-03-02T14:05:30.000Z'],
    ['0:00', '2026-03-02T00:00:00.000Z'],
    ['00:00 utc', '2026-03-02T00:00:00.000Z'],
    ['00:00 -05:00', '2026-03-02T05:00:00.000Z'],
    ['23:59 +00:00', '2026-03-01T23:59:00.000Z'],
  ])('reads %j', (words, moment) => {
    expect(readTime(words, SAID_AT)).toEqual({ ok: true, value: moment });
  });

  it('objects to a time of a zone that is not certain', () => {
    expect(readTime('14:05 CET', SAID_AT)).toMatchObject({ ok: false });
  });

  it.each(['', 'noon', '14:05 or so, I think', '14:05 yesterday', '2:05pm', 'since 14:05'])(
    'finds nothing in %j',
    (words) => {
      expect(readTime(words, SAID_AT)).toBeNull();
    },
  );
});

describe('readOrder', () => {
  it.each([
    ['', { kind: 'nothing' }],
    ['Help', { kind: 'help' }],
    ['status?', { kind: 'status' }],
    ['handoff', { kind: 'handoff', of: 'channel' }],
    ['Handoff ALL', { kind: 'handoff', of: 'team' }],
    ['handoff rt-3', { kind: 'handoff', of: { caseId: 'RT-3' } }],
    ['explain `Server-Silent`', { kind: 'explain', about: 'server-silent' }],
    ['explain', { kind: 'explain', about: '' }],
    ['compare', { kind: 'compare', since: '' }],
    ['Compare 14:05 +02:00', { kind: 'compare', since: '14:05 +02:00' }],
    ['note called the provider', { kind: 'note', text: 'called the provider' }],
    ['open the shop hangs', { kind: 'open', flow: null, words: 'the shop hangs' }],
    ['Audit.', { kind: 'audit' }],
    ['audit the logs of the edge', { kind: 'unknown', words: 'audit the logs of the edge' }],
    ['what is that', { kind: 'unknown', words: 'what is that' }],
  ])('reads %j', (text, order) => {
    expect(readOrder(text)).toEqual(order);
  });

  it.each([
    '10.1.1.5 10.2.2.10:443',
    '10.1.1.5 > 10.2.2.10:443/tcp',
    'open 10.1.1.5 to 10.2.2.10:443 since noon',
    'help us: traffic from 10.1.1.5 to 10.2.2.10:443, since noon',
  ])('finds the conversation in %j', (text) => {
    expect(readOrder(text)).toMatchObject({
      kind: 'open',
      flow: { client: { address: '10.1.1.5' }, server: { address: '10.2.2.10', port: 443 } },
    });
  });
});

describe('readSaid', () => {
  const rich = (...elements: readonly object[]) => ({ text: 'ignored', blocks: [{ type: 'rich_text', elements }] });
  const section = (...elements: readonly object[]) => ({ type: 'rich_text_section', elements });
  const text = (words: string) => ({ type: 'text', text: words });

  it('keeps words and code apart', () => {
    const code = { type: 'rich_text_preformatted', elements: [text('admin@FW> show clock\n\nTue')] };

    expect(readSaid(rich(section(text('look: ')), code))).toEqual({
      words: 'look:',
      text: 'admin@FW> show clock\n\nTue',
      code: true,
    });
  });

  it('takes no order from code or from a quotation', () => {
    const mention = { type: 'user', user_id: 'U000BOT' };
    const quoted = { type: 'rich_text_quote', elements: [mention, text(' close')] };
    const code = { type: 'rich_text_preformatted', elements: [mention, text(' close')] };

    expect(readSaid(rich(quoted, code)).words).toBe('');
  });

  it('undoes escapes and takes secrets out', () => {
    const said = readSaid({ text: 'a &lt; b, key is xoxb-1234567890-abcdef' });

    expect(said).toMatchObject({ words: 'a < b, key is [redacted]', code: false });
    expect(said.text).not.toContain('xoxb-1');
  });
});

describe('allowedHosts', () => {
  it.each([
    ['https://files.slack.com/files-pri/T1-F1/a.txt', true],
    ['http://files.slack.com/files-pri/T1-F1/a.txt', false],
    ['https://files.slack.com.evil.example/a.txt', false],
    ['https://files.slack.com@evil.example/a.txt', false],
    ['https://evil.example/?https://files.slack.com/', false],
    ['no address', false],
  ])('gives the token to %s: %s', (address, allowed) => {
    expect(allowedHosts(null).file(address)).toBe(allowed);
  });

  it('trusts only the configured API when there is one', () => {
    const hosts = allowedHosts('http://127.0.0.1:3000/api/');

    expect(hosts.file('http://127.0.0.1:3000/files-pri/T1-F1/a.txt')).toBe(true);
    expect(hosts.response('http://127.0.0.1:3000/respond/1')).toBe(true);
    expect(hosts.file('https://files.slack.com/files-pri/T1-F1/a.txt')).toBe(false);
    expect(hosts.response('http://127.0.0.1:3001/respond/1')).toBe(false);
  });
});
