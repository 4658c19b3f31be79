import { expect, test } from 'vitest';
import { createHandClock } from './support/hand-clock.ts';
import { connectApp } from './support/socket-app.ts';
import { call, openWarRoom } from './support/start.ts';

const CHANNEL = 'incident-edge';

test('an unacknowledged event comes again at once, after a minute and after five, each time saying so', async () => {
  const clock = createHandClock();
  const room = await openWarRoom({ clock });
  const app = await connectApp(room);
  room.control.say({ user: 'ana', channel: CHANNEL, text: 'hello' });
  const first = await app.next();

  await clock.advance(3000);
  const second = await app.next();
  await clock.advance(3000 + 60_000);
  const third = await app.next();
  await clock.advance(3000 + 300_000);
  const fourth = await app.next();
  await clock.advance(3_600_000);

  const all = [first, second, third, fourth];
  expect(all.map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
    [3, 'timeout'],
  ]);
  expect(new Set(all.map(({ payload }) => payload.event_id)).size).toBe(1);
  expect(room.control.journal().filter(({ kind }) => kind === 'delivery')).toHaveLength(4);
});

test('an acknowledged event does not come again, unless it is redelivered on purpose', async () => {
  const clock = createHandClock();
  const room = await openWarRoom({ clock });
  const app = await connectApp(room);
  app.ackAll();
  room.control.say({ user: 'ana', channel: CHANNEL, text: 'hello' });
  const first = await app.next();
  await room.control.settled();

  await clock.advance(3_600_000);
  const before = room.control.journal().filter(({ kind }) => kind === 'delivery').length;
  room.control.faults.redeliver();
  const again = await app.next();

  expect(before).toBe(1);
  expect(again).toMatchObject({
    retry_attempt: 1,
    retry_reason: 'timeout',
    payload: { event_id: first.payload.event_id },
  });
});

test('a command that is not acknowledged within three seconds fails before the person’s eyes and is not repeated', async () => {
  const clock = createHandClock();
  const room = await openWarRoom({ clock });
  const app = await connectApp(room);
  const running = room.control.command({ user: 'ana', channel: CHANNEL, command: '/echo', text: 'x' });
  const { type, payload } = await app.next();

  await clock.advance(3000);
  const result = await running;
  await clock.advance(3_600_000);

  expect([type, payload.command, payload.text]).toEqual(['slash_commands', '/echo', 'x']);
  expect(result).toEqual({ kind: 'failed', error: 'operation_timeout' });
  expect(room.control.ephemerals('ana')[0]?.text).toBe('/echo failed with the error "operation_timeout"');
  expect(room.control.journal().filter(({ kind }) => kind === 'delivery')).toHaveLength(1);
});

test('with no connection an interaction fails at once', async () => {
  const room = await openWarRoom();

  const result = await room.control.command({ user: 'ana', channel: CHANNEL, command: '/echo', text: 'x' });

  expect(result).toEqual({ kind: 'failed', error: 'dispatch_failed' });
});

test('an event that nobody was connected for is sent to the app that connects within the minute', async () => {
  const clock = createHandClock();
  const room = await openWarRoom({ clock });
  room.control.say({ user: 'ana', channel: CHANNEL, text: 'early' });
  await room.control.settled();
  await clock.advance(0);
  await room.control.settled();
  const app = await connectApp(room);

  await clock.advance(60_000);

  expect(await app.next()).toMatchObject({ retry_attempt: 2, payload: { event: { text: 'early' } } });
});

test('the address of a connection works once', async () => {
  const room = await openWarRoom();
  const { body } = await call(room, 'apps.connections.open', {}, room.appToken);
  const open = () =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(body.url);
      socket.addEventListener('message', ({ data }) => {
        socket.close();
        resolve(JSON.parse(String(data)).type);
      });
      socket.addEventListener('error', () => resolve('refused'));
    });

  expect([await open(), await open()]).toEqual(['hello', 'refused']);
});

test('the app is told when its connection is about to be recycled', async () => {
  const room = await openWarRoom();
  const app = await connectApp(room);

  room.control.faults.recycleConnections();

  expect(await app.next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
});

test('events are shared out between the connections of one app', async () => {
  const room = await openWarRoom();
  const apps = [await connectApp(room), await connectApp(room)];
  for (const app of apps) app.ackAll();

  room.control.say({ user: 'ana', channel: CHANNEL, text: 'one' });
  room.control.say({ user: 'ana', channel: CHANNEL, text: 'two' });
  const heard = await Promise.all(apps.map((app) => app.next()));

  expect(heard.map(({ payload }) => payload.event.text).sort()).toEqual(['one', 'two']);
});

test('closing the war room ends the connections', async () => {
  const room = await openWarRoom();
  const app = await connectApp(room);

  await room.close();

  await expect(app.closed).resolves.toBeUndefined();
});
