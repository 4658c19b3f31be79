import { onTestFinished } from 'vitest';
import type { WarRoom } from '../../../src/warroom/war-room.ts';
import { call } from './start.ts';

interface Envelope {
  readonly type: string;
  readonly envelope_id: string;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
  readonly reason?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a payload is whatever Slack would send; the tests say what they expect
  readonly payload: any;
}

/** The app's side of Socket Mode, without the SDK: it answers only when the test says so. */
export interface SocketApp {
  /** The next envelope that was not taken yet; waits for it. */
  next(): Promise<Envelope>;
  ack(envelope: Envelope, payload?: object): void;
  /** Acknowledges everything from now on, with what `answer` gives. */
  ackAll(answer?: (envelope: Envelope) => object | undefined): void;
  closed: Promise<void>;
}

/** Connects an app and returns once it was greeted. */
export async function connectApp(room: WarRoom): Promise<SocketApp> {
  const { body } = await call(room, 'apps.connections.open', {}, room.appToken);
  const socket = new WebSocket(body.url);
  const arrived: Envelope[] = [];
  const wanted: Array<(envelope: Envelope) => void> = [];
  let answer: ((envelope: Envelope) => object | undefined) | undefined;

  const ack = (envelope: Envelope, payload?: object) =>
    socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, ...(payload ? { payload } : {}) }));
  socket.addEventListener('message', ({ data }) => {
    const envelope: Envelope = JSON.parse(String(data));
    if (answer && envelope.envelope_id) ack(envelope, answer(envelope));
    const waiting = wanted.shift();
    if (waiting) waiting(envelope);
    else arrived.push(envelope);
  });
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  onTestFinished(() => socket.close());

  const next = () =>
    new Promise<Envelope>((resolve) => {
      const envelope = arrived.shift();
      if (envelope) resolve(envelope);
      else wanted.push(resolve);
    });
  const hello = await next();
  if (hello.type !== 'hello') throw new Error(`The first message was ${hello.type}.`);
  return {
    next,
    ack,
    ackAll: (given = () => undefined) => {
      answer = given;
    },
    closed,
  };
}
