import type { Clock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import { REDELIVERY_MS } from '../limits.ts';
import type { JsonObject } from '../model.ts';
import type { Delivery, EnvelopeType, Outcome, RetryReason, Transport } from './transport.ts';

/** Sends payloads to the app, keeps the record, and sends unacknowledged events again. */
export interface Outbox {
  /** Sends an event; repeats it nearly at once, after one minute and after five when it is not acknowledged. */
  event(payload: JsonObject): void;
  /** Sends a command or an interaction, once. Slack never repeats those. */
  ask(type: Exclude<EnvelopeType, 'events_api'>, payload: JsonObject): Promise<Outcome>;
  /** Sends an event again although it was acknowledged, as happens in real Slack. The newest one unless told. */
  redeliver(eventId?: string): void;
  /** Resolves when nothing that was sent waits for an acknowledgement. Redeliveries still ahead are not waited for. */
  settled(): Promise<void>;
  close(): void;
}

export function createOutbox(clock: Clock, transport: Transport, journal: Journal): Outbox {
  const sent: JsonObject[] = [];
  const timers = new Set<{ cancel(): void }>();
  const inFlight = new Set<Promise<Outcome>>();
  let closed = false;

  async function send(delivery: Delivery): Promise<Outcome> {
    const attempt = transport.deliver(delivery);
    inFlight.add(attempt);
    const outcome = await attempt;
    inFlight.delete(attempt);
    journal.add({
      kind: 'delivery',
      envelope: delivery.type,
      what: describe(delivery),
      retryNum: delivery.retry?.num ?? 0,
      retryReason: delivery.retry ? transport.retryWord(delivery.retry.reason) : null,
      outcome: outcome.kind === 'acked' ? 'acked' : outcome.reason,
      payload: delivery.payload,
    });
    return outcome;
  }

  async function sendEvent(payload: JsonObject, num: number, reason: RetryReason): Promise<void> {
    const retry = num === 0 ? undefined : { num, reason };
    const outcome = await send({ type: 'events_api', payload, retry, acceptsResponse: false });
    const delay = REDELIVERY_MS[num];
    if (outcome.kind === 'acked' || outcome.noRetry || delay === undefined || closed) return;
    const timer = clock.setTimeout(() => {
      timers.delete(timer);
      void sendEvent(payload, num + 1, outcome.reason);
    }, delay);
    timers.add(timer);
  }

  return {
    event(payload) {
      sent.push(payload);
      if (sent.length > 500) sent.shift();
      void sendEvent(payload, 0, 'timeout');
    },
    ask: (type, payload) => send({ type, payload, acceptsResponse: true }),
    redeliver(eventId) {
      const known = eventId === undefined ? sent.at(-1) : sent.find((payload) => payload.event_id === eventId);
      if (!known) throw new Error(`No event ${eventId ?? ''} was sent, so none can be sent again.`);
      void send({ type: 'events_api', payload: known, retry: { num: 1, reason: 'timeout' }, acceptsResponse: false });
    },
    async settled() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
    close() {
      closed = true;
      for (const timer of timers) timer.cancel();
    },
  };
}

function describe({ type, payload }: Delivery): string {
  if (type === 'slash_commands') return String(payload.command);
  if (type === 'interactive') return String(payload.type);
  const event = payload.event as { readonly type?: unknown; readonly subtype?: unknown };
  return event.subtype === undefined ? String(event.type) : `${String(event.type)}.${String(event.subtype)}`;
}
