import { describe, expect, test } from 'vitest';
import { createHandClock } from './support/hand-clock.ts';
import { button, call, manifestText, mrkdwn, openWarRoom, section } from './support/start.ts';

const CHANNEL = 'incident-edge';

describe('who may call', () => {
  test('a call without a token, with a wrong one or with the other kind is refused in Slack’s words', async () => {
    const room = await openWarRoom();

    const none = await fetch(`${room.apiUrl}auth.test`, { method: 'POST' });
    const wrong = await call(room, 'auth.test', {}, 'xoxb-not-this-one');
    const other = await call(room, 'apps.connections.open', {}, room.botToken);

    expect(await none.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(wrong.body.error).toBe('invalid_auth');
    expect(other.body.error).toBe('not_allowed_token_type');
  });

  test('a method whose scope the manifest does not ask for says which scope is needed', async () => {
    const room = await openWarRoom({ manifest: manifestText({ without: 'reactions:write' }) });

    const { body } = await call(room, 'reactions.add', { channel: CHANNEL, timestamp: '1.000000', name: 'eyes' });

    expect(body).toMatchObject({ ok: false, error: 'missing_scope', needed: 'reactions:write' });
  });

  test('a manifest that subscribes to an event without its scope is refused at the start', async () => {
    await expect(openWarRoom({ manifest: manifestText({ without: 'channels:history' }) })).rejects.toThrow(
      'the event message.channels needs the scope channels:history',
    );
  });

  test('an unknown method is refused', async () => {
    const room = await openWarRoom();

    expect((await call(room, 'chat.shout')).body.error).toBe('unknown_method');
  });

  test('the bot cannot post where it is not a member', async () => {
    const room = await openWarRoom();
    room.control.addChannel({ name: 'elsewhere', withBot: false });
    room.control.addChannel({ name: 'hidden', isPrivate: true, withBot: false });

    expect((await call(room, 'chat.postMessage', { channel: 'elsewhere', text: 'x' })).body.error).toBe(
      'not_in_channel',
    );
    expect((await call(room, 'chat.postMessage', { channel: 'hidden', text: 'x' })).body.error).toBe(
      'channel_not_found',
    );
  });
});

describe('what a message may hold', () => {
  const wide = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
  const refused: ReadonlyArray<readonly [string, object[], string, string]> = [
    [
      'a section over 3,000 characters',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters',
      '/blocks/0/text/text',
    ],
    ['51 blocks', wide(51), 'no more than 50 items allowed', '/blocks'],
    ['a block of an unknown type', [{ type: 'marquee' }], 'unsupported type: marquee', '/blocks/0/type'],
    [
      '11 fields',
      [{ type: 'section', fields: Array(11).fill(mrkdwn('x')) }],
      'no more than 10 items allowed',
      '/blocks/0/fields',
    ],
    [
      'a header in markup',
      [{ type: 'header', text: mrkdwn('x') }],
      'must be one of: plain_text',
      '/blocks/0/text/type',
    ],
    [
      'a button text over 75 characters',
      [{ type: 'actions', elements: [button('a', 'x'.repeat(76))] }],
      'must be less than 76 characters',
      '/blocks/0/elements/0/text/text',
    ],
    [
      'one action_id twice in a row of buttons',
      [{ type: 'actions', elements: [button('a'), button('a')] }],
      '`action_id` already exists: a',
      '/blocks/0/elements/1/action_id',
    ],
    [
      'one block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      '`block_id` already exists in message: b',
      '/blocks/1/block_id',
    ],
    [
      'an input outside a form’s place',
      [{ type: 'actions', elements: [{ type: 'plain_text_input', action_id: 'a' }] }],
      'unsupported type: plain_text_input',
      '/blocks/0/elements/0/type',
    ],
    [
      'a mention inside code',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
        },
      ],
      'unsupported type: user',
      '/blocks/0/elements/0/elements/0/type',
    ],
  ];
  test.each(refused)('%s is refused with the place of the fault', async (_name, blocks, words, pointer) => {
    const room = await openWarRoom();

    const { body } = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x', blocks });

    expect(body).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(body.response_metadata.messages).toContain(`[ERROR] ${words} [json-pointer:${pointer}]`);
    expect(room.control.messages(CHANNEL)).toEqual([]);
  });

  test('blocks that are each allowed and together too long are refused', async () => {
    const room = await openWarRoom();

    const fits = await call(room, 'chat.postMessage', {
      channel: CHANNEL,
      blocks: Array(4).fill(section('x'.repeat(2900))),
    });
    const over = await call(room, 'chat.postMessage', {
      channel: CHANNEL,
      blocks: Array(5).fill(section('x'.repeat(2900))),
    });

    expect(fits.body.ok).toBe(true);
    expect(over.body.error).toBe('msg_blocks_too_long');
  });

  test('text above 40,000 characters is cut with a warning, and no text at all is refused', async () => {
    const room = await openWarRoom();

    const long = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x'.repeat(40_001) });
    const empty = await call(room, 'chat.postMessage', { channel: CHANNEL });

    expect(long.body.warning).toBe('message_truncated');
    expect(long.body.message.text).toHaveLength(40_000);
    expect(empty.body.error).toBe('no_text');
  });

  test('stray angle brackets and ampersands are escaped, and mentions and links are kept', async () => {
    const room = await openWarRoom();

    const { body } = await call(room, 'chat.postMessage', {
      channel: CHANNEL,
      text: 'a < b && <@U0ANARUIZ1> <https://a.example|a>',
    });

    expect(body.message.text).toBe('a &lt; b &amp;&amp; <@U0ANARUIZ1> <https://a.example|a>');
  });

  test('metadata comes back only to those who ask for it', async () => {
    const room = await openWarRoom();
    const metadata = { event_type: 'op', event_payload: { op_id: '7' } };
    const { body } = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x', metadata });

    const bare = await call(room, 'conversations.replies', { channel: CHANNEL, ts: body.ts });
    const full = await call(room, 'conversations.replies', {
      channel: CHANNEL,
      ts: body.ts,
      include_all_metadata: true,
    });

    expect(bare.body.messages[0].metadata).toBeUndefined();
    expect(full.body.messages[0].metadata).toEqual(metadata);
  });
});

describe('changing what is there', () => {
  test('the bot changes and deletes its own messages and nobody else’s', async () => {
    const room = await openWarRoom();
    const theirs = room.control.say({ user: 'ana', channel: CHANNEL, text: 'mine' });
    const { body: own } = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'first' });

    const refused = await call(room, 'chat.update', { channel: CHANNEL, ts: theirs.ts, text: 'x' });
    const changed = await call(room, 'chat.update', { channel: CHANNEL, ts: own.ts, text: 'second' });
    const gone = await call(room, 'chat.delete', { channel: CHANNEL, ts: own.ts });

    expect(refused.body.error).toBe('cant_update_message');
    expect(changed.body.message).toMatchObject({ text: 'second', edited: { user: room.botUserId } });
    expect(gone.body.ok).toBe(true);
    expect(room.control.messages(CHANNEL).map(({ text }) => text)).toEqual(['mine']);
  });

  test('a reply needs a parent that is itself no reply', async () => {
    const room = await openWarRoom();
    const { body: parent } = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'parent' });
    const { body: reply } = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'r', thread_ts: parent.ts });

    const nested = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x', thread_ts: reply.ts });

    expect(nested.body.error).toBe('thread_not_found');
    expect(room.control.messages(CHANNEL)[0]).toMatchObject({ reply_count: 1, latest_reply: reply.ts });
  });
});

describe('how often', () => {
  test('after a short burst a channel takes one message a second, and the answer says how long to wait', async () => {
    const clock = createHandClock();
    const room = await openWarRoom({ enforceRate: true, clock });
    const post = (channel: string) => call(room, 'chat.postMessage', { channel, text: 'x' });
    for (let sent = 0; sent < 4; sent += 1) expect((await post(CHANNEL)).status).toBe(200);

    const limited = await post(CHANNEL);
    const elsewhere = await post('noc');
    await clock.advance(1000);
    const later = await post(CHANNEL);

    expect(limited).toMatchObject({ status: 429, retryAfter: '1', body: { error: 'ratelimited' } });
    expect(elsewhere.status).toBe(200);
    expect(later.status).toBe(200);
  });

  test('nothing is limited when rates are not enforced', async () => {
    const room = await openWarRoom({ clock: createHandClock() });

    for (let sent = 0; sent < 8; sent += 1) {
      expect((await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x' })).status).toBe(200);
    }
  });
});

describe('faults', () => {
  test('an injected 429 or error happens once and does nothing', async () => {
    const room = await openWarRoom();
    room.control.faults.inject('chat.postMessage', { kind: '429', retryAfter: 3 });
    room.control.faults.inject('chat.postMessage', { kind: 'error', error: 'is_archived' });
    const post = () => call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x' });

    expect(await post()).toMatchObject({ status: 429, retryAfter: '3' });
    expect((await post()).body.error).toBe('is_archived');
    expect(room.control.messages(CHANNEL)).toHaveLength(0);
    expect((await post()).body.ok).toBe(true);
  });

  test('a reset after acceptance posts the message and cuts the connection', async () => {
    const room = await openWarRoom();
    room.control.faults.inject('chat.postMessage', { kind: 'reset-after-accept' });

    await expect(call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x' })).rejects.toThrow('fetch failed');

    expect(room.control.messages(CHANNEL)).toHaveLength(1);
  });

  test('the journal has every call and no token', async () => {
    const room = await openWarRoom();
    await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x', token: room.botToken });

    const journal = room.control.journal();

    expect(journal[0]).toMatchObject({ kind: 'api', method: 'chat.postMessage', ok: true });
    expect(JSON.stringify(journal)).not.toContain(room.botToken);
  });
});
