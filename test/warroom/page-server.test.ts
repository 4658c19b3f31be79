import { request } from 'node:http';
import { expect, test } from 'vitest';
import type { PageEvent } from '../../src/warroom/page-state.ts';
import type { WarRoom } from '../../src/warroom/war-room.ts';
import { call, openWarRoom } from './support/start.ts';

const ANA = 'U0ANARUIZ1';

/** Opens the page's live updates and reads them one by one. */
async function follow(room: WarRoom, person = ANA): Promise<() => Promise<PageEvent>> {
  const response = await fetch(`${room.url}/page/feed?as=${person}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const event = JSON.parse(text.slice('data: '.length, end));
        text = text.slice(end + 2);
        return event;
      }
      text += (await reader?.read())?.value ?? '';
    }
  };
}

const act = (room: WarRoom, action: object, headers: Record<string, string> = {}) =>
  fetch(`${room.url}/page/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(action),
  });

test('the page comes with headers that let nothing but itself run, and nobody frame it', async () => {
  const room = await openWarRoom();

  const { status, headers } = await fetch(room.url);

  const policy = headers.get('content-security-policy') ?? '';
  expect(status).toBe(200);
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]),
  );
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('script and style are made in memory and name no other host', async () => {
  const room = await openWarRoom();

  const script = await fetch(`${room.url}/page.js`);
  const style = await fetch(`${room.url}/page.css`);

  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await script.text()).length).toBeGreaterThan(100_000);
  const css = await style.text();
  expect(css).toContain('.composer');
  expect(css).not.toMatch(/url\(["']?https?:|@import/);
});

test('a request under a foreign name is not answered, whatever it resolves to', async () => {
  const room = await openWarRoom();
  const { port } = new URL(room.url);

  const status = await new Promise((resolve) => {
    const asked = request({ port, host: '127.0.0.1', headers: { host: `evil.example:${port}` } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.end();
  });

  expect(status).toBe(421);
});

test('a page of another site can neither act nor listen', async () => {
  const room = await openWarRoom();
  const say = { do: 'say', as: ANA, channel: 'incident-edge', text: 'x' };

  const posted = await act(room, say, { origin: 'https://evil.example' });
  const simple = await act(room, say, { 'content-type': 'text/plain' });
  const heard = await fetch(`${room.url}/page/feed?as=${ANA}`, { headers: { origin: 'https://evil.example' } });

  expect([posted.status, simple.status, heard.status]).toEqual([403, 415, 403]);
  expect(room.control.messages('incident-edge')).toEqual([]);
});

test('a follower gets everything first and then only what changed', async () => {
  const room = await openWarRoom();
  const { ts } = room.control.say({ user: 'ana', channel: 'incident-edge', text: 'one' });
  const next = await follow(room);

  const reset = await next();
  await call(room, 'chat.postMessage', { channel: 'incident-edge', text: 'two', thread_ts: ts });
  const change = await next();
  room.control.remove({ user: 'ana', channel: 'incident-edge', messageTs: ts });
  const removal = await next();

  expect(reset).toMatchObject({
    type: 'reset',
    state: { me: ANA, connected: false },
    messages: [{ text: 'one', replies: 0 }],
  });
  expect(change).toMatchObject({ type: 'messages', removed: [] });
  expect(change.type === 'messages' && change.changed.map(({ text, replies }) => [text, replies])).toEqual([
    ['one', 1],
    ['two', 0],
  ]);
  expect(removal).toMatchObject({ type: 'messages', changed: [{ kind: 'tombstone' }] });
});

test('what is meant for one person reaches no other person’s page', async () => {
  const room = await openWarRoom();
  const channel = room.control.channel('incident-edge').id;
  await call(room, 'chat.postEphemeral', { channel, user: ANA, text: 'for Ana' });
  await call(room, 'chat.postMessage', { channel: ANA, text: 'Ana’s own' });

  const [ana, priya] = [await follow(room), await follow(room, 'U0PRIYANA1')];

  const texts = (event: PageEvent) => (event.type === 'reset' ? event.messages.map(({ text }) => text) : []);
  expect(texts(await ana()).sort()).toEqual(['Ana’s own', 'for Ana']);
  expect(texts(await priya())).toEqual([]);
});

test('what the person may not do is answered in words', async () => {
  const room = await openWarRoom();
  const { ts } = room.control.say({ user: 'ana', channel: 'incident-edge', text: 'mine' });

  const response = await act(room, { do: 'remove', as: 'U0PRIYANA1', channel: 'incident-edge', messageTs: ts });

  expect(await response.json()).toEqual({ ok: false, refusal: 'Only its author can change a message.' });
});

test('a file from the page is kept and sent with a message, and downloads as an attachment', async () => {
  const room = await openWarRoom();
  const uploaded = await fetch(`${room.url}/page/upload?as=${ANA}&name=..%2Fedge.txt`, {
    method: 'POST',
    body: 'output',
  });
  const { result } = await uploaded.json();
  await act(room, { do: 'say', as: ANA, channel: 'incident-edge', text: '', fileIds: [result.id] });

  const file = await fetch(`${room.url}/page/file/${result.id}`);

  expect(room.control.messages('incident-edge')).toMatchObject([{ files: [{ name: '.._edge.txt' }] }]);
  expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''.._edge.txt");
  expect(await file.text()).toBe('output');
});

test('a permalink leads to the message on the page', async () => {
  const room = await openWarRoom();
  const { channel, ts } = room.control.say({ user: 'ana', channel: 'incident-edge', text: 'x' });
  const { body } = await call(room, 'chat.getPermalink', { channel, message_ts: ts });

  const response = await fetch(body.permalink, { redirect: 'manual' });

  expect([response.status, response.headers.get('location')]).toEqual([302, `/#${channel}/${ts}/`]);
});

test('closing the war room frees its port and ends the open pages', async () => {
  const room = await openWarRoom();
  const next = await follow(room);
  await next();

  await room.close();

  await expect(fetch(room.url)).rejects.toThrow('fetch failed');
});
