import type { Packet } from '../../src/simulator/network/packet.ts';
import type { Random } from '../../src/simulator/network/random.ts';
import { Timeline } from '../../src/simulator/network/timeline.ts';
import type { DeviceView } from '../../src/simulator/replies/device.ts';
import type { Exchange, Experience, HeldExchange, Incident } from '../model.ts';
import { Conversation } from './conversation.ts';
import { type Asked, ask, type Moment, put, watch } from './engineer.ts';
import { endsOf, HostCaptures } from './hosts.ts';
import type { ModelledSite } from './site.ts';

/** What was typed at one firewall at one moment. */
export interface Sitting {
  readonly hostname: string;
  readonly moment: Moment;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly asked: readonly Asked[];
}

/** What there is when all is over. */
export interface Played {
  readonly sittings: readonly Sitting[];
  readonly captures: HostCaptures;
  readonly experienced: readonly Experience[];
}

/** Seconds of the model's time. The last reading comes when what ended has left the session table. */
const CHANGE_AT = 4;
const WATCH_AT = 6;
const AFTER_AT = 8;
const READINGS = { before: 7, during: 8.45, later: 10.6, after: 36 } as const satisfies Readonly<
  Record<Moment, number>
>;
const BETWEEN_TRIES_MS = 120;
const UPTIME_MS = 9 * 86_400_000;
/** A host sees what it sends or gets within this time of the event. */
const TRAVEL_MS = 0.9;

/** Lets an incident happen in the model, and asks its firewalls as an engineer would. */
export function play(incident: Incident, site: ModelledSite, start: number, random: Random): Played {
  const timeline = new Timeline(start);
  const captures = new HostCaptures(incident, site);
  const send = (packet: Packet, at: number): Packet | null => {
    captures.sent(packet, at);
    const arrived = site.fabric.carry(packet, at);
    if (arrived !== null) captures.arrived(arrived, at + TRAVEL_MS);
    return arrived;
  };
  const around = { timeline, random, send };
  const begun: { readonly exchange: Exchange | HeldExchange; readonly tries: Conversation[] }[] = [];
  const begin = (exchange: Exchange | HeldExchange, times: number, from: number): void => {
    const ends = endsOf(exchange, incident, site);
    if (ends === null || exchange.kind === 'ping') return;
    const port = exchange.sourcePort ?? random.between(33_000, 60_000);
    const tries = Array.from({ length: times }, (_, index) => {
      const client = { address: ends.client, port: port + index };
      const one = new Conversation(exchange, { ...ends, client }, around);
      timeline.at(from + index * BETWEEN_TRIES_MS, (at) => one.start(at));
      return one;
    });
    begun.push({ exchange, tries });
  };
  const at = (seconds: number, run: (time: number) => void): void => timeline.at(start + seconds * 1000, run);
  const views = site.firewalls.map((firewall, index) => (now: number) => viewOf(firewall, index, { site, now, start }));
  const sittings: Sitting[] = [];
  for (const one of incident.traffic.before) begin(one, one.kind === 'tcp' ? one.times : 1, start);
  at(CHANGE_AT, () => site.change());
  at(WATCH_AT, (now) => {
    captures.begin();
    for (const view of views) watch(view(now), incident.flow);
    for (const view of views)
      for (const scope of ['packet-filter', 'device'] as const) put(view(now), { kind: 'counters', scope });
  });
  at(AFTER_AT, (now) => {
    for (const { exchange, tries } of begun) {
      if (exchange.kind === 'held') for (const one of tries) one.askAgain(now);
    }
    for (const one of incident.traffic.after) begin(one, one.kind === 'tcp' ? one.times : 1, now);
  });
  for (const [moment, seconds] of Object.entries(READINGS)) {
    at(seconds, (now) => {
      for (const view of views) {
        const shown = view(now);
        const when = momentOf(moment);
        sittings.push({
          hostname: shown.firewall.hostname,
          moment: when,
          at: now,
          asked: ask(shown, when, incident.flow),
        });
      }
      if (moment === 'later') for (const { tries } of begun) for (const one of tries) if (one.succeeded) one.close(now);
    });
  }
  const last = READINGS.after;
  for (let second = 1; second <= last; second += 1) {
    at(second, (now) => {
      for (const firewall of site.firewalls) firewall.expire(now);
    });
  }
  timeline.advance(start + last * 1000 + 100, () => {});
  const late = begun.filter(
    ({ exchange }) => exchange.kind === 'held' || incident.traffic.after.some((one) => one === exchange),
  );
  return { sittings, captures, experienced: late.map(experienceOf) };
}

function momentOf(name: string): Moment {
  return name === 'during' || name === 'later' || name === 'after' ? name : 'before';
}

function experienceOf({
  exchange,
  tries,
}: {
  readonly exchange: Exchange | HeldExchange;
  readonly tries: readonly Conversation[];
}): Experience {
  const error = tries.find((one) => !one.succeeded)?.error ?? null;
  return { exchange, succeeded: tries.filter(({ succeeded }) => succeeded).length, tried: tries.length, error };
}

interface Looking {
  readonly site: ModelledSite;
  readonly now: number;
  readonly start: number;
}

function viewOf(firewall: DeviceView['firewall'], index: number, { site, now, start }: Looking): DeviceView {
  const serial = `00795100000${String(1001 + index).padStart(4, '0')}`;
  return {
    identity: { serial, model: 'PA-3410', version: '11.1.4', management: `192.0.2.${70 + index}/26` },
    firewall,
    now,
    bootedAt: start - UPTIME_MS,
    ha: { mode: 'off' },
    neighbours: (network) => site.fabric.neighbours(network),
  };
}
