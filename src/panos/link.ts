import { isIPv6 } from 'node:net';
import { Pool } from 'undici';
import type { Log } from '../log.ts';
import type { Clock } from '../model/clock.ts';
import type { Management, Secrets } from '../model/fleet.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { answerOf } from './answer.ts';
import { type Breaker, createBreaker, createRetry } from './breaker.ts';
import { createConnector } from './connector.ts';
import { startDeadline, unlessAborted } from './deadline.ts';
import { resultField } from './envelope.ts';
import { createGate, type Gate } from './gate.ts';
import { createKeyRing, type Key, type KeyRing } from './key-ring.ts';
import { type Answer, type Bounds, callTrouble, type Form, post, readText } from './post.ts';
import { CALLS_AT_A_TIME, REPLY_BYTES, type Timings } from './timings.ts';
import { cancelled, span, type Trouble, trouble } from './trouble.ts';

export interface Surroundings {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly timings: Timings;
}

/** What all calls to one host and port share, whoever's they are. */
export interface Lane {
  readonly gate: Gate;
  readonly breaker: Breaker;
}

export interface Order {
  readonly form: Form;
  /** The device as sentences name it. */
  readonly who: string;
  readonly signal: AbortSignal;
  /** True when it does no harm to send it again after a passing trouble. */
  readonly repeat: boolean;
}

/**
 * Connections that are kept for the next call, and those that serve one call alone (in undici, `pipelining: 0`). What
 * must not be sent twice gets a new one: a kept connection may be closed at the other end just as it is used again, and
 * then nobody knows whether the request was read.
 */
interface Pools {
  readonly kept: Pool;
  readonly fresh: Pool;
}

/** An order on its way; `sending` is called right before the request goes out. */
interface Sending extends Order {
  sending(): void;
}

/** Reads an answer; `done` is called when nothing more will be read. */
export type Consume<T> = (answer: Answer, bounds: Bounds, done: () => void) => Promise<Result<T, Trouble>>;

export function createLane(name: string, { timings, clock, log }: Surroundings): Lane {
  const opened = () => log.warn({ address: name, pause: timings.breakerPause }, 'a management address is left alone');
  return {
    gate: createGate(CALLS_AT_A_TIME, timings.queue, clock),
    breaker: createBreaker(timings, clock, opened),
  };
}

/** One management address as one administrator: connections, keys and the bounds on both. */
export class Link {
  readonly #management: Management;
  readonly #lane: Lane;
  readonly #around: Surroundings;
  readonly #keys: KeyRing;
  readonly #closing = new AbortController();
  readonly #repeated: ReturnType<typeof createRetry>;
  #pools: Promise<Result<Pools, Trouble>> | null = null;

  constructor(management: Management, lane: Lane, around: Surroundings) {
    this.#management = management;
    this.#lane = lane;
    this.#around = around;
    this.#repeated = createRetry(around.timings, around.random);
    this.#keys = createKeyRing({
      credential: management.credential,
      secrets: around.secrets,
      generate: (user, password) => this.#generateKey(user, password),
      clock: around.clock,
      loginPause: around.timings.loginPause,
    });
  }

  /** The text of a reply that the API gave with success. */
  ask(order: Order): Promise<Result<string, Trouble>> {
    return this.read(order, replyText);
  }

  /** Sends an order with a key that is renewed once, and repeats it as far as it may be. */
  async read<T>(order: Order, consume: Consume<T>): Promise<Result<T, Trouble>> {
    const signal = AbortSignal.any([order.signal, this.#closing.signal]);
    let sent = false;
    const sending = () => {
      sent = true;
    };
    const once = () => this.#withKey({ ...order, signal, sending }, consume);
    const asked = order.repeat ? this.#repeated(once, signal) : once();
    const result = await unlessAborted(asked, signal, () => fail(cancelled(order.who)));
    return result.ok ? result : fail({ ...result.error, sent });
  }

  /** Ends every call under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    const pools = await this.#pools;
    if (pools?.ok === true) await Promise.all([pools.value.kept.destroy(), pools.value.fresh.destroy()]);
  }

  async #withKey<T>(order: Sending, consume: Consume<T>): Promise<Result<T, Trouble>> {
    const key = await this.#keys.current();
    if (!key.ok) return key;
    const first = await this.#send(order, key.value.value, consume);
    if (first.ok || !first.error.keyRefused) return first;
    const fresh = await this.#keys.renew(key.value);
    if (!fresh.ok) return fresh;
    return this.#withFreshKey(order, key.value, fresh.value, first.error, consume);
  }

  /** A secret that still reads the same is wrong; a key just made that is refused too means that the role is not enough. */
  async #withFreshKey<T>(order: Sending, used: Key, fresh: Key, refusal: Trouble, consume: Consume<T>) {
    const made = this.#management.credential.kind === 'login';
    if (!made && fresh.value === used.value) return fail(refusal);
    const second = await this.#send(order, fresh.value, consume);
    if (second.ok || !second.error.keyRefused || !made) return second;
    return fail(noRight(order.who, second.error));
  }

  async #send<T>(order: Sending, key: string | null, consume: Consume<T>): Promise<Result<T, Trouble>> {
    const { clock, timings } = this.#around;
    const { who, signal } = order;
    const entry = await this.#lane.gate.enter(signal);
    if (entry !== 'in') return fail(entry === 'cancelled' ? cancelled(who) : queueTooLong(who, timings));
    const time = order.form.type === 'export' ? timings.capture : timings.call;
    const deadline = startDeadline(clock, time, [signal]);
    const done = onlyOnce(() => {
      deadline.end();
      this.#lane.gate.leave();
    });
    const bounds: Bounds = { who, deadline, timings, known: this.#keys.known };
    try {
      const result = await this.#lane.breaker.run(who, () => this.#exchange(order, key, bounds, consume, done));
      if (!result.ok) done();
      return result;
    } catch (error) {
      done();
      throw error;
    }
  }

  async #exchange<T>(order: Sending, key: string | null, bounds: Bounds, consume: Consume<T>, done: () => void) {
    if (bounds.deadline.signal.aborted) return fail(callTrouble(null, bounds));
    const pools = await this.#connections();
    if (!pools.ok) return pools;
    order.sending();
    const answer = await post(order.repeat ? pools.value.kept : pools.value.fresh, order.form, key, bounds);
    if (!answer.ok) return answer;
    // A body that is given up must not end the process with an error that nobody listens to.
    answer.value.body.on('error', () => undefined);
    return consume(answer.value, bounds, done);
  }

  /** Made at the first call. A failure is not kept: the file of the authorities may be there the next time. */
  async #connections(): Promise<Result<Pools, Trouble>> {
    this.#pools ??= this.#open();
    const pools = await this.#pools;
    if (!pools.ok) this.#pools = null;
    return pools;
  }

  async #open(): Promise<Result<Pools, Trouble>> {
    const { host, port, trust } = this.#management;
    const connect = await createConnector(trust, this.#around.timings.connect);
    if (!connect.ok) return connect;
    const name = isIPv6(host) ? `[${host}]` : host;
    const options = { connect: connect.value, connections: CALLS_AT_A_TIME };
    const pool = (pipelining: 0 | 1) => new Pool(`https://${name}:${port}`, { ...options, pipelining });
    return ok({ kept: pool(1), fresh: pool(0) });
  }

  /** Nobody's own call, so nobody's cancelling ends it. The device's words are left out: they may name the user. */
  async #generateKey(user: string, password: string): Promise<Result<string, Trouble>> {
    const who = `the device at ${addressOf(this.#management)}`;
    const order: Sending = {
      form: { type: 'keygen', user, password },
      who,
      signal: this.#closing.signal,
      repeat: false,
      sending: () => undefined,
    };
    const reply = await this.#send(order, null, replyText);
    const key = reply.ok ? resultField(reply.value, 'key') : null;
    this.#around.log.info({ address: addressOf(this.#management), made: key !== null }, 'an API key was asked for');
    if (key !== null) return ok(key);
    const found = reply.ok ? noKey(who) : reply.error.code === null ? reply.error : loginRefused(who, reply.error);
    return fail({ ...found, says: `${found.says.charAt(0).toUpperCase()}${found.says.slice(1)}`, text: null });
  }
}

/** Host and port, as people and logs are told. */
export function addressOf({ host, port }: Management): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

async function replyText(answer: Answer, bounds: Bounds, done: () => void): Promise<Result<string, Trouble>> {
  const text = await readText(answer, REPLY_BYTES, bounds);
  done();
  return text.ok ? answerOf(bounds, answer.statusCode, text.value) : text;
}

function onlyOnce(fn: () => void): () => void {
  let over = false;
  return () => {
    if (!over) fn();
    over = true;
  };
}

function noRight(who: string, refusal: Trouble): Trouble {
  return {
    ...refusal,
    why: 'no-right',
    says: `${who} refused a key that was made just before (code ${refusal.code ?? 'none'}): its role is not enough.`,
    todo: 'Give the role of the API administrator the right for operational requests, logs and exports.',
  };
}

function queueTooLong(who: string, timings: Timings): Trouble {
  return trouble({
    why: 'busy',
    says: `${who} already has ${CALLS_AT_A_TIME} calls under way, and none ended within ${span(timings.queue)}.`,
    todo: 'Wait until the other questions are answered, then ask again.',
  });
}

function loginRefused(who: string, { why, code, keyRefused }: Trouble): Trouble {
  return trouble({
    why,
    says: `${who} refused the login of the fleet file (code ${code}): user name, password or role is wrong.`,
    todo: 'Check user name and password where the fleet file says they lie, and that the role may use the XML API.',
    keyRefused,
  });
}

function noKey(who: string): Trouble {
  return trouble({
    why: 'garbled',
    says: `${who} answered the request for an API key without one.`,
    todo: 'Check that the address in the fleet file is that of the management interface.',
  });
}
