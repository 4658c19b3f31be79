import { describe, expect, test } from 'vitest';
import type { WarRoom } from '../../src/warroom/war-room.ts';
import { createHandClock } from './support/hand-clock.ts';
import { connectApp, type SocketApp } from './support/socket-app.ts';
import { button, call, manifestText, openWarRoom, plain, section } from './support/start.ts';

const CHANNEL = 'incident-edge';

const form = (title = 'Form') => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Go'),
  blocks: [
    {
      type: 'input',
      block_id: 'b',
      label: plain('Address'),
      element: { type: 'plain_text_input', action_id: 'address' },
    },
  ],
});

interface Pressed {
  readonly room: WarRoom;
  readonly app: SocketApp;
  readonly ts: string;
  // biome-ignore lint/suspicious/noExplicitAny: the payload is what is tested
  readonly payload: any;
}

/** A message of the bot with a button that Ana has pressed; the payload is what the app got. */
async function pressButton(options: Parameters<typeof openWarRoom>[0] = {}): Promise<Pressed> {
  const room = await openWarRoom(options);
  const blocks = [section('Ready?'), { type: 'actions', block_id: 'row', elements: [{ ...button('go'), value: '7' }] }];
  const { body } = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'Ready?', blocks });
  const app = await connectApp(room);
  app.ackAll();
  await room.control.click({ user: 'ana', channel: CHANNEL, messageTs: body.ts, actionId: 'go' });
  for (;;) {
    const { type, payload } = await app.next();
    if (type === 'interactive') return { room, app, ts: body.ts, payload };
  }
}

describe('buttons', () => {
  test('a press names the person, the message, the place and the button’s value', async () => {
    const { payload, ts } = await pressButton();

    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0ANARUIZ1', username: 'ana' },
      container: { type: 'message', message_ts: ts, is_ephemeral: false },
      actions: [{ type: 'button', action_id: 'go', block_id: 'row', value: '7' }],
    });
  });

  test('what is not there cannot be pressed', async () => {
    const { room, ts } = await pressButton();

    await expect(
      room.control.click({ user: 'ana', channel: CHANNEL, messageTs: ts, actionId: 'stop' }),
    ).rejects.toThrow('There is no stop to use here.');
  });

  test('one action_id in two blocks is told apart by its block', async () => {
    const room = await openWarRoom();
    const pick = (blockId: string, value: string) => ({
      ...section('?'),
      block_id: blockId,
      accessory: { type: 'checkboxes', action_id: 'tick', options: [{ value, text: plain(value) }] },
    });
    const { body } = await call(room, 'chat.postMessage', {
      channel: CHANNEL,
      text: '?',
      blocks: [pick('one', 'a'), pick('two', 'b')],
    });
    const app = await connectApp(room);
    app.ackAll();

    await room.control.click({
      user: 'ana',
      channel: CHANNEL,
      messageTs: body.ts,
      actionId: 'tick',
      blockId: 'two',
      value: ['b'],
    });

    const { payload } = await app.next();
    expect(payload.actions).toMatchObject([{ block_id: 'two', selected_options: [{ value: 'b' }] }]);
    expect(payload.state.values).toMatchObject({
      one: { tick: { selected_options: [] } },
      two: { tick: { selected_options: [{ value: 'b' }] } },
    });
  });
});

describe('triggers and modals', () => {
  test('a trigger opens one view', async () => {
    const { room, payload } = await pressButton();

    const first = await call(room, 'views.open', { trigger_id: payload.trigger_id, view: form() });
    const second = await call(room, 'views.open', { trigger_id: payload.trigger_id, view: form() });

    expect(first.body.view).toMatchObject({ callback_id: 'form', state: { values: {} } });
    expect(second.body.error).toBe('exchanged_trigger_id');
    expect(room.control.views('ana')).toHaveLength(1);
  });

  test('a trigger is worth nothing after three seconds', async () => {
    const clock = createHandClock();
    const { room, payload } = await pressButton({ clock });

    await clock.advance(3001);

    const { body } = await call(room, 'views.open', { trigger_id: payload.trigger_id, view: form() });
    expect(body.error).toBe('expired_trigger_id');
  });

  test('a title over 24 characters, and inputs without a submit button, are refused', async () => {
    const { room, payload } = await pressButton();
    const { submit: _, ...mute } = form();
    const open = (view: object) => call(room, 'views.open', { trigger_id: payload.trigger_id, view });

    const long = await open(form('A title of more than 24 characters'));
    const silent = await open(mute);

    expect(long.body.response_metadata.messages).toEqual([
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
    ]);
    expect(silent.body.response_metadata.messages).toEqual([
      '[ERROR] missing required field: submit [json-pointer:/view]',
    ]);
  });

  test('an empty required input is the client’s own business, and the app hears nothing', async () => {
    const { room, payload } = await pressButton();
    await call(room, 'views.open', { trigger_id: payload.trigger_id, view: form() });
    const before = room.control.journal().length;

    const result = await room.control.submitView({ user: 'ana' });

    expect(result).toEqual({ kind: 'errors', errors: { b: 'Please complete this required field.' } });
    expect(room.control.journal()).toHaveLength(before);
  });

  test('a submission carries what was filled in, and the answer may find it wrong or close the view', async () => {
    const { room, app, payload } = await pressButton();
    await call(room, 'views.open', { trigger_id: payload.trigger_id, view: form() });
    app.ackAll((envelope) => {
      const { value } = envelope.payload.view.state.values.b.address;
      return value === '192.0.2.1' ? {} : { response_action: 'errors', errors: { b: `${value} is no address` } };
    });

    const wrong = await room.control.submitView({ user: 'ana', values: { address: 'x' } });
    const right = await room.control.submitView({ user: 'ana', values: { b: { address: '192.0.2.1' } } });

    expect(wrong).toEqual({ kind: 'errors', errors: { b: 'x is no address' } });
    expect(right).toEqual({ kind: 'closed' });
    expect(room.control.views('ana')).toEqual([]);
  });

  test('at most three views are stacked', async () => {
    const { room, app, payload } = await pressButton();
    await call(room, 'views.open', { trigger_id: payload.trigger_id, view: form() });
    app.ackAll(() => ({ response_action: 'push', view: form('Next') }));
    const submit = () => room.control.submitView({ user: 'ana', values: { address: 'x' } });

    const results = [await submit(), await submit(), await submit()];

    expect(results).toEqual([{ kind: 'pushed' }, { kind: 'pushed' }, { kind: 'failed', error: 'push_limit_reached' }]);
  });

  test('an update with an old hash is refused', async () => {
    const { room, payload } = await pressButton();
    const { body } = await call(room, 'views.open', { trigger_id: payload.trigger_id, view: form() });
    const update = (hash: string) => call(room, 'views.update', { view_id: body.view.id, hash, view: form('Changed') });

    const fresh = await update(body.view.hash);
    const stale = await update(body.view.hash);

    expect(fresh.body.view.title.text).toBe('Changed');
    expect(stale.body.error).toBe('hash_conflict');
  });
});

describe('response_url', () => {
  const respond = async (url: string, body: object) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return `${response.status} ${await response.text()}`;
  };

  test('it works five times', async () => {
    const { payload, room } = await pressButton();
    const answers: string[] = [];
    for (let use = 0; use < 6; use += 1) answers.push(await respond(payload.response_url, { text: `${use}` }));

    expect(answers).toEqual([...Array(5).fill('200 ok'), '404 used_url']);
    expect(room.control.ephemerals('ana')).toHaveLength(5);
  });

  test('it works for thirty minutes', async () => {
    const clock = createHandClock();
    const { payload } = await pressButton({ clock });

    await clock.advance(30 * 60_000 + 1);

    expect(await respond(payload.response_url, { text: 'late' })).toBe('404 expired_url');
  });

  test('it replaces and deletes the message it came from, and refuses what Slack would', async () => {
    const { payload, room } = await pressButton();

    const replaced = await respond(payload.response_url, { replace_original: true, text: 'Gone ahead' });
    const texts = room.control.messages(CHANNEL).map(({ text }) => text);
    const refused = await respond(payload.response_url, { blocks: [{ type: 'marquee' }] });
    const deleted = await respond(payload.response_url, { delete_original: true });

    expect([replaced, refused, deleted]).toEqual(['200 ok', '400 invalid_blocks', '200 ok']);
    expect(texts).toEqual(['Gone ahead']);
    expect(room.control.messages(CHANNEL)).toEqual([]);
  });
});

test('a message shortcut works inside a thread and brings the whole message', async () => {
  const room = await openWarRoom();
  const app = await connectApp(room);
  const parent = room.control.say({ user: 'ana', channel: CHANNEL, text: 'parent' });
  const reply = room.control.say({ user: 'ana', channel: CHANNEL, text: 'evidence', threadTs: parent.ts });
  app.ackAll();

  const result = await room.control.shortcut({
    user: 'priya',
    callbackId: 'echo_this',
    channel: CHANNEL,
    messageTs: reply.ts,
  });

  const journal = room.control
    .journal()
    .filter((entry) => entry.kind === 'delivery' && entry.what === 'message_action');
  expect(result).toEqual({ kind: 'acked' });
  expect(journal).toMatchObject([
    {
      payload: {
        callback_id: 'echo_this',
        message: { text: 'evidence', thread_ts: parent.ts },
        user: { username: 'priya' },
      },
    },
  ]);
});

test('a Home tab can be published only when the manifest has one', async () => {
  const manifest = JSON.parse(manifestText());
  const withHome = { ...manifest, features: { ...manifest.features, app_home: { home_tab_enabled: true } } };
  const publish = async (options: Parameters<typeof openWarRoom>[0]) => {
    const room = await openWarRoom(options);
    const view = { type: 'home', blocks: [section('Welcome')] };
    const { body } = await call(room, 'views.publish', { user_id: 'U0ANARUIZ1', view });
    return { error: body.error, shown: room.control.home('ana')?.blocks.length };
  };

  expect(await publish({ manifest: JSON.stringify(withHome) })).toEqual({ error: undefined, shown: 1 });
  expect(await publish({})).toEqual({ error: 'not_enabled', shown: undefined });
});
