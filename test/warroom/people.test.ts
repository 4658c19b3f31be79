import { describe, expect, test } from 'vitest';
import { connectApp } from './support/socket-app.ts';
import { call, openWarRoom } from './support/start.ts';

const CHANNEL = 'incident-edge';

describe('what people type', () => {
  test('angle brackets and ampersands arrive escaped, once', async () => {
    const { control } = await openWarRoom();

    const { text } = control.say({ user: 'ana', channel: CHANNEL, text: 'show <x> & &lt;' });

    expect(text).toBe('show &lt;x&gt; &amp; &amp;lt;');
  });

  test('words that look like addresses become links, also inside code', async () => {
    const { control } = await openWarRoom();

    const { text, blocks } = control.say({
      user: 'ana',
      channel: CHANNEL,
      text: 'run check.sh\n```ping host.com -c 1```',
    });

    expect(text).toBe('run <http://check.sh|check.sh>\n```ping <http://host.com|host.com> -c 1```');
    expect(blocks?.[0]?.elements).toMatchObject([
      { type: 'rich_text_section' },
      {
        type: 'rich_text_preformatted',
        elements: [{ text: 'ping ' }, { type: 'link', url: 'http://host.com' }, { text: ' -c 1' }],
      },
    ]);
  });

  test('a code block keeps its tabs and runs of spaces', async () => {
    const { control } = await openWarRoom();
    const cli = 'Session            4711\n\tc2s flow:\n\t\tsource:   192.0.2.1';

    const { blocks } = control.say({ user: 'ana', channel: CHANNEL, text: cli, preformatted: true });

    expect(blocks?.[0]?.elements).toEqual([
      { type: 'rich_text_preformatted', border: 0, elements: [{ type: 'text', text: cli }] },
    ]);
  });

  test('names become mentions outside code only', async () => {
    const { control } = await openWarRoom();

    const { text } = control.say({ user: 'ana', channel: CHANNEL, text: '@Echo look, @priya: `@ana`' });

    expect(text).toBe('<@U0WARROOM0> look, <@U0PRIYANA1>: `@ana`');
  });

  test('a paste above 4,000 characters becomes a snippet, and the words around it stay', async () => {
    const { control } = await openWarRoom();
    const paste = 'line of output\n'.repeat(400);

    const message = control.say({ user: 'ana', channel: CHANNEL, text: `From the edge\n\`\`\`\n${paste}\n\`\`\`` });

    expect(message).toMatchObject({ subtype: 'file_share', text: 'From the edge' });
    expect(control.fileText(message.files?.[0] ?? '')).toBe(paste);
    const [wire] = control.messages(CHANNEL);
    expect(wire?.files).toMatchObject([{ mode: 'snippet', filetype: 'text', preview_is_truncated: true }]);
  });

  test('only the author changes a message', async () => {
    const { control } = await openWarRoom();
    const { ts } = control.say({ user: 'ana', channel: CHANNEL, text: 'mine' });

    expect(() => control.edit({ user: 'priya', channel: CHANNEL, messageTs: ts, text: 'x' })).toThrow(
      'Only its author can change a message.',
    );
  });
});

describe('what the app hears', () => {
  test('a mention arrives twice, under two event ids and one timestamp', async () => {
    const room = await openWarRoom();
    const app = await connectApp(room);
    app.ackAll();

    const { ts } = room.control.say({ user: 'ana', channel: CHANNEL, text: '@Echo hello' });
    const [first, second] = [await app.next(), await app.next()];

    expect(first.payload.event).toMatchObject({ type: 'app_mention', ts, user: 'U0ANARUIZ1' });
    expect(second.payload.event).toMatchObject({ type: 'message', ts, channel_type: 'channel' });
    expect(first.payload.event_id).not.toBe(second.payload.event_id);
  });

  test('an edit arrives hidden with the text before and after, and a deletion with what was deleted', async () => {
    const room = await openWarRoom();
    const app = await connectApp(room);
    app.ackAll();
    const { ts } = room.control.say({ user: 'ana', channel: CHANNEL, text: 'one' });
    await app.next();

    room.control.edit({ user: 'ana', channel: CHANNEL, messageTs: ts, text: 'two' });
    const changed = await app.next();
    room.control.remove({ user: 'ana', channel: CHANNEL, messageTs: ts });
    const deleted = await app.next();

    expect(changed.payload.event).toMatchObject({
      subtype: 'message_changed',
      hidden: true,
      message: { text: 'two' },
      previous_message: { text: 'one' },
    });
    expect(deleted.payload.event).toMatchObject({ subtype: 'message_deleted', deleted_ts: ts });
  });

  test('an event nobody subscribed to, and one from a channel without the bot, are not sent', async () => {
    const room = await openWarRoom();
    const app = await connectApp(room);
    app.ackAll();
    room.control.addChannel({ name: 'elsewhere', withBot: false });

    room.control.openHome('ana');
    room.control.say({ user: 'ana', channel: 'elsewhere', text: 'not for you' });
    room.control.say({ user: 'ana', channel: CHANNEL, text: 'for you' });

    expect((await app.next()).payload.event.text).toBe('for you');
  });

  test('a deleted parent leaves a tombstone, so that its thread stays', async () => {
    const room = await openWarRoom();
    const { ts } = room.control.say({ user: 'ana', channel: CHANNEL, text: 'parent' });
    await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'reply', thread_ts: ts });

    room.control.remove({ user: 'ana', channel: CHANNEL, messageTs: ts });

    expect(room.control.messages(CHANNEL, ts).map(({ text }) => text)).toEqual(['This message was deleted.', 'reply']);
  });
});

describe('slash commands', () => {
  test('a command in a thread is refused with words only the person sees, and is not sent', async () => {
    const room = await openWarRoom();
    const { ts } = room.control.say({ user: 'ana', channel: CHANNEL, text: 'parent' });

    const result = await room.control.command({
      user: 'ana',
      channel: CHANNEL,
      command: '/echo',
      text: 'x',
      threadTs: ts,
    });

    expect(result).toEqual({ kind: 'refused', error: 'not_supported_in_threads' });
    expect(room.control.ephemerals('ana')).toMatchObject([{ from: 'slackbot', threadTs: ts }]);
    expect(room.control.ephemerals('priya')).toEqual([]);
    const sent = room.control
      .journal()
      .filter((entry) => entry.kind === 'delivery' && entry.envelope === 'slash_commands');
    expect(sent).toEqual([]);
  });

  test('a command the manifest does not have is refused', async () => {
    const { control } = await openWarRoom();

    const result = await control.command({ user: 'ana', channel: CHANNEL, command: '/shout', text: '' });

    expect(result).toEqual({ kind: 'refused', error: 'not_a_command' });
  });

  test('what the acknowledgement says is shown to the person alone, or to all when it asks for that', async () => {
    const room = await openWarRoom();
    const app = await connectApp(room);
    app.ackAll(({ payload }) =>
      payload.text === 'loud' ? { response_type: 'in_channel', text: 'loud' } : { text: `heard ${payload.text}` },
    );

    await room.control.command({ user: 'ana', channel: CHANNEL, command: '/echo', text: 'a < b' });
    await room.control.command({ user: 'ana', channel: CHANNEL, command: '/echo', text: 'loud' });

    expect(room.control.ephemerals('ana').map(({ text }) => text)).toEqual(['heard a &lt; b']);
    expect(room.control.messages(CHANNEL).map(({ text }) => text)).toEqual(['loud']);
  });
});
