import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createHandClock } from './support/hand-clock.ts';
import { listenAsApp } from './support/http-app.ts';
import { openWarRoom } from './support/start.ts';

const CHANNEL = 'incident-edge';

test('an event is a JSON post signed over its raw body', async () => {
  const app = await listenAsApp(() => ({ status: 200 }));
  const room = await openWarRoom({ eventsUrl: app.url });

  room.control.say({ user: 'ana', channel: CHANNEL, text: 'grüße & <b>' });
  await room.control.settled();

  const [one] = app.received;
  const timestamp = String(one?.headers['x-slack-request-timestamp']);
  const signed = createHmac('sha256', room.signingSecret).update(`v0:${timestamp}:${one?.body}`).digest('hex');
  expect(one?.headers).toMatchObject({ 'content-type': 'application/json', 'x-slack-signature': `v0=${signed}` });
  expect(JSON.parse(one?.body ?? '').event.text).toBe('grüße &amp; &lt;b&gt;');
});

test('a command is a form, and the answer in the response is shown', async () => {
  const app = await listenAsApp(() => ({ status: 200, body: JSON.stringify({ text: 'heard' }) }));
  const room = await openWarRoom({ eventsUrl: app.url });

  const result = await room.control.command({ user: 'ana', channel: CHANNEL, command: '/echo', text: 'a b' });

  expect(result).toEqual({ kind: 'acked' });
  expect(Object.fromEntries(new URLSearchParams(app.received[0]?.body))).toMatchObject({
    command: '/echo',
    text: 'a b',
  });
  expect(room.control.ephemerals('ana').map(({ text }) => text)).toEqual(['heard']);
});

test('an event answered with an error comes again with its number and reason', async () => {
  const clock = createHandClock();
  const app = await listenAsApp(() => ({ status: 500 }));
  const room = await openWarRoom({ eventsUrl: app.url, clock });
  room.control.say({ user: 'ana', channel: CHANNEL, text: 'x' });
  await room.control.settled();

  await clock.advance(0);
  await room.control.settled();

  expect(app.received).toHaveLength(2);
  expect(app.received[1]?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' });
  expect(app.received[1]?.body).toBe(app.received[0]?.body);
});

test('x-slack-no-retry ends the repeating', async () => {
  const clock = createHandClock();
  const app = await listenAsApp(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
  const room = await openWarRoom({ eventsUrl: app.url, clock });
  room.control.say({ user: 'ana', channel: CHANNEL, text: 'x' });
  await room.control.settled();

  await clock.advance(3_600_000);
  await room.control.settled();

  expect(app.received).toHaveLength(1);
});

test('a redirect is no acknowledgement', async () => {
  const clock = createHandClock();
  const app = await listenAsApp(() => ({ status: 302, headers: { location: '/elsewhere' } }));
  const room = await openWarRoom({ eventsUrl: app.url, clock });

  const result = await room.control.command({ user: 'ana', channel: CHANNEL, command: '/echo', text: '' });

  expect(result).toEqual({ kind: 'failed', error: 'dispatch_failed' });
  expect(app.received).toHaveLength(1);
});

test('an app that takes more than three seconds has not acknowledged', async () => {
  const clock = createHandClock();
  let arrived = () => {};
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const app = await listenAsApp(() => {
    arrived();
    return null;
  });
  const room = await openWarRoom({ eventsUrl: app.url, clock });
  const running = room.control.command({ user: 'ana', channel: CHANNEL, command: '/echo', text: '' });
  await reached;

  await clock.advance(3000);

  expect(await running).toEqual({ kind: 'failed', error: 'operation_timeout' });
});

test('Socket Mode is refused while a request URL is set', async () => {
  const app = await listenAsApp(() => ({ status: 200 }));
  const room = await openWarRoom({ eventsUrl: app.url });

  const response = await fetch(`${room.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${room.appToken}` },
  });

  expect(await response.json()).toEqual({ ok: false, error: 'socket_mode_not_enabled' });
});
