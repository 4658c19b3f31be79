import type { AwsFlowRecord } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import type { Placed } from '../look.ts';
import { observe, present, readingOf } from '../observation.ts';
import type { VpcEnd, VpcFlow } from './ends.ts';
import { askedForAll, type Vpc } from './vpc.ts';

/** What the log of one interface says of the flow. */
interface Seen {
  readonly interface: string;
  readonly all: readonly Placed<AwsFlowRecord>[];
  readonly c2s: readonly AwsFlowRecord[];
  readonly s2c: readonly AwsFlowRecord[];
  /** False when records may be missing: lines not read, a filter, or a window that AWS skipped. */
  readonly complete: boolean;
}

/** States for each interface with records of the flow what became of request and reply there, and between the two ends. */
export function flowLogFindings(vpc: Vpc, flow: VpcFlow | null): readonly Observation[] {
  if (flow === null) return [];
  const logs = logsOf(vpc, flow);
  return [
    ...logs.flatMap((log) => atInterface(vpc, log)),
    ...present([lostBetween(vpc, flow, logs, 'c2s'), lostBetween(vpc, flow, logs, 's2c')]),
  ];
}

function logsOf(vpc: Vpc, flow: VpcFlow): readonly Seen[] {
  const byInterface = new Map<string, Placed<AwsFlowRecord>[]>();
  for (const placed of vpc.records) {
    const list = byInterface.get(placed.fact.interface) ?? [];
    list.push(placed);
    byInterface.set(placed.fact.interface, list);
  }
  return [...byInterface]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, all]) => ({
      interface: id,
      all,
      c2s: all.map(({ fact }) => fact).filter((record) => isOf(record, flow, flow.client, flow.server)),
      s2c: all.map(({ fact }) => fact).filter((record) => isOf(record, flow, flow.server, flow.client)),
      complete: all.every(({ fact, evidence }) => fact.status !== 'skipdata' && askedForAll(evidence)),
    }));
}

function isOf(record: AwsFlowRecord, flow: VpcFlow, from: VpcEnd, to: VpcEnd): boolean {
  return (
    record.protocol === flow.number &&
    isEnd(from, record.source, record.sourcePort) &&
    isEnd(to, record.destination, record.destinationPort)
  );
}

function isEnd(end: VpcEnd, address: string | null, port: number | null): boolean {
  return (
    end.addresses.some((own) => sameAddress(own, address)) && (end.port === null || port === null || end.port === port)
  );
}

function has(records: readonly AwsFlowRecord[], action: 'accept' | 'reject'): boolean {
  return records.some((record) => record.action === action);
}

function atInterface(vpc: Vpc, log: Seen): readonly Observation[] {
  const about = { observers: [vpc.observer], values: { eni: log.interface } };
  const sides = [
    ['aws.flow-log-request-rejected', 'c2s', log.c2s],
    ['aws.flow-log-reply-rejected', 's2c', log.s2c],
  ] as const;
  const findings: Observation[] = sides.flatMap(([code, direction, records]) => {
    if (records.length === 0) return [];
    const rejected = has(records, 'reject') && !has(records, 'accept');
    const telling = records.find(({ action }) => action === (rejected ? 'reject' : 'accept'));
    return [observe(code, readingOf(rejected), { ...about, direction, citations: [telling?.at ?? null] })];
  });
  if (!has(log.c2s, 'accept')) return findings;
  const missing = log.s2c.length > 0 ? false : log.complete ? true : null;
  const telling = [...log.c2s.slice(0, 1), ...log.s2c.slice(0, 1)];
  findings.push(
    observe('aws.flow-log-reply-missing', readingOf(missing), {
      ...about,
      direction: 's2c',
      citations: telling.map(({ at }) => at),
    }),
  );
  return findings;
}

/** A packet that one end's interface let out and the other end's interface never saw. Both must have been logged at that time. */
function lostBetween(vpc: Vpc, flow: VpcFlow, logs: readonly Seen[], direction: Direction): Observation | null {
  const [from, to] = direction === 'c2s' ? [flow.client, flow.server] : [flow.server, flow.client];
  const sender = logs.find((log) => log.interface === from.interface?.id);
  const receiver = logs.find((log) => log.interface === to.interface?.id);
  if (sender === undefined || receiver === undefined) return null;
  const sent = sender[direction].filter(({ action }) => action === 'accept');
  const [first] = sent;
  if (first === undefined) return null;
  const arrived = receiver[direction];
  const watched = receiver.all.find(({ fact }) => sent.some((record) => meets(record, fact)));
  // An appliance may have translated the sender: then the packet arrives under another name.
  const renamed = receiver.all.some(
    ({ fact }) =>
      fact.action === 'accept' &&
      fact.protocol === flow.number &&
      isEnd(to, fact.destination, fact.destinationPort) &&
      sent.some((record) => meets(record, fact)),
  );
  const absent = watched !== undefined && receiver.complete && !renamed;
  const lost = arrived.length > 0 ? false : absent ? true : null;
  return observe('aws.flow-log-lost-between', readingOf(lost), {
    observers: [vpc.observer],
    direction,
    values: {
      lost: direction === 'c2s' ? 'request' : 'reply',
      sent: sender.interface,
      missing: receiver.interface,
      last: lastSeen(logs, direction, sender.interface),
    },
    citations: [first.at, arrived[0]?.at ?? watched?.fact.at ?? null],
  });
}

function meets(one: AwsFlowRecord, other: AwsFlowRecord): boolean {
  if (one.start === null || one.end === null || other.start === null || other.end === null) return false;
  return one.start <= other.end && other.start <= one.end;
}

/** Another interface that saw the packet on its way, when there is exactly one. */
function lastSeen(logs: readonly Seen[], direction: Direction, sender: string): string | null {
  const others = logs.filter((log) => log.interface !== sender && has(log[direction], 'accept'));
  return others.length === 1 ? (others[0]?.interface ?? null) : null;
}
