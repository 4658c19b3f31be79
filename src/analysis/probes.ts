import type { Citation } from '../model/evidence.ts';
import type { PingRun } from '../model/facts.ts';
import type { Observation } from '../model/finding.ts';
import { sameAddress } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { observe, present } from './observation.ts';

/** No usual link carries larger packets: that larger ones are lost says nothing of the way. */
const USUAL_MTU = 1500;
/** Who sends packets of this size unfragmented has tried what TCP sends (1460 bytes of data, less for a tunnel). */
const FULL_SIZE = 1400;
/** Larger probes may be lost for their size. */
const SMALL_PAYLOAD = 600;
const FEW_PROBES = 10;
const MANY_PROBES = 50;

/**
 * States what probes towards an end of the flow show: whether large ones are lost that smaller ones are not, and whether
 * some are lost now and then. Hops between are not judged: routers answer only so many probes a second.
 */
export function probes({ observers, ends }: AnalysisContext): readonly Observation[] {
  if (ends === null) return [];
  const targets = [...new Set([...ends.servers, ...ends.clients].map(({ address }) => address))];
  return observers.flatMap((view) =>
    targets.flatMap((target) => {
      const runs = factsOf(view, 'ping-run')
        .map(({ fact }) => fact)
        .filter((run) => sameAddress(run.target, target));
      return present([large(view, target, runs), lossy(view, target, runs)]);
    }),
  );
}

/** Bytes of the IP packet: the payload and the headers of ICMP and of IPv4 or IPv6, both without options. */
function sizeOf({ payload, target }: PingRun): number {
  return payload + 8 + (target.includes(':') ? 40 : 20);
}

function isWhole({ dontFragment, tooBig }: PingRun): boolean {
  return dontFragment === true || tooBig !== null;
}

function large(view: ObserverView, target: string, runs: readonly PingRun[]): Observation | null {
  const whole = runs.filter(isWhole);
  if (whole.length === 0) return null;
  const lost = whole
    .filter((run) => (run.sent ?? 0) > 1 && run.received === 0 && sizeOf(run) <= USUAL_MTU)
    // The own host refuses what is larger than its own link: nothing was sent then.
    .filter(({ tooBig }) => tooBig === null || tooBig.by !== null)
    .sort((one, other) => sizeOf(one) - sizeOf(other))[0];
  const passed = [...runs]
    .filter(({ sent, received }) => (received ?? 0) * 2 > (sent ?? 0))
    .sort((one, other) => sizeOf(other) - sizeOf(one));
  const passedWhole = passed.find(isWhole);
  const best = lost === undefined ? passedWhole : passed.find((run) => sizeOf(run) < sizeOf(lost));
  const contradicts = lost !== undefined && passedWhole !== undefined && sizeOf(passedWhole) >= sizeOf(lost);
  const seen = lost !== undefined && best !== undefined && !contradicts;
  const fine = lost === undefined && passedWhole !== undefined && sizeOf(passedWhole) >= FULL_SIZE;
  return observe('path.large-packets-lost', seen ? 'seen' : fine ? 'not-seen' : 'could-not-tell', {
    observers: [view.name],
    values: {
      target,
      fails: lost === undefined ? null : sizeOf(lost),
      passes: best === undefined ? null : sizeOf(best),
      answered: lost === undefined ? null : lost.tooBig !== null,
      by: lost?.tooBig?.by ?? null,
      mtu: lost?.tooBig?.mtu ?? null,
    },
    citations: [lost?.at ?? null, best?.at ?? null, whole[0]?.at ?? null],
  });
}

/** Probes of one program run. */
interface Series {
  readonly sent: number;
  readonly lost: number;
  readonly at: Citation;
}

function lossy(view: ObserverView, target: string, runs: readonly PingRun[]): Observation | null {
  const pinged = runs.flatMap(({ sent, received, payload, at }): readonly Series[] =>
    sent === null || received === null || payload > SMALL_PAYLOAD ? [] : [{ sent, lost: sent - received, at }],
  );
  const series = [...pinged, ...traced(view, target)];
  const [first] = [...series].sort(
    (one, other) => rank(other) - rank(one) || other.sent - one.sent || other.lost - one.lost,
  );
  if (first === undefined) return null;
  const { sent, lost, at } = first;
  const reading = isLossy(first) ? 'seen' : lost === 0 && sent >= MANY_PROBES ? 'not-seen' : 'could-not-tell';
  return observe('path.probes-lost', reading, {
    observers: [view.name],
    values: { target, sent, lost, percent: sent === 0 ? null : Math.round((lost / sent) * 1000) / 10 },
    citations: [at],
  });
}

/** The answers of the target itself, at the end of an `mtr` report. */
function traced(view: ObserverView, target: string): readonly Series[] {
  const hops = factsOf(view, 'mtr-hop').filter(({ fact }) => sameAddress(fact.destination, target));
  const blocks = [...new Set(hops.map(({ evidence }) => evidence))];
  return blocks.flatMap((block): readonly Series[] => {
    const last = hops.filter(({ evidence }) => evidence === block).at(-1)?.fact;
    const reached = last?.host === target || last?.host?.endsWith(`(${target})`) === true;
    if (last === undefined || !reached) return [];
    return [{ sent: last.sent, lost: Math.round((last.sent * last.lossPercent) / 100), at: last.at }];
  });
}

/** Some are lost and most are not: what is lost altogether is no loss but silence. */
function isLossy({ sent, lost }: Series): boolean {
  return sent >= FEW_PROBES && lost >= 2 && lost * 2 < sent;
}

function rank(series: Series): number {
  return isLossy(series) ? 1 : 0;
}
