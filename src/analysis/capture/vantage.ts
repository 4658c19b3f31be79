import type { CaptureFlow, CaptureSummary } from '../../model/facts.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { compareNames } from '../evidence-order.ts';
import type { FlowEnds } from '../flow-ends.ts';
import type { Placed } from '../look.ts';
import { present } from '../observation.ts';
import { byMark } from './marks.ts';
import { matching, type Sight } from './sight.ts';
import { type Stage, stageOf } from './stage.ts';

/** One place at which packets were captured: a device, and the interface, stage or file. */
export interface Vantage {
  /** The observer's name, or a name for a capture that names nobody. */
  readonly name: string;
  /** Interface, stage or file, when the observer alone does not tell it. */
  readonly where: string | null;
  readonly stage: Stage | null;
  readonly view: ObserverView;
  readonly summaries: readonly CaptureSummary[];
  readonly conversations: readonly CaptureFlow[];
  /** Conversations by what survives a translation. */
  readonly marks: ReadonlyMap<string, CaptureFlow>;
  /** Connections of the flow, newest first. */
  readonly sights: readonly Sight[];
}

interface Draft {
  readonly view: ObserverView;
  readonly key: string;
  readonly sources: Set<string>;
  readonly point: string | null;
  readonly stage: Stage | null;
  readonly summaries: CaptureSummary[];
  readonly conversations: CaptureFlow[];
}

/** All places at which packets were captured, in the order of their names. Files of one named place count as one. */
export function vantagesOf({ observers, ends }: AnalysisContext): readonly Vantage[] {
  const drafts = observers.flatMap(draftsOf);
  return drafts
    .map((draft) => {
      const beside = drafts.filter((other) => other.view === draft.view);
      return finish(draft, beside.length > 1, ends);
    })
    .sort((one, other) => compareNames(`${one.name} ${one.where}`, `${other.name} ${other.where}`));
}

function draftsOf(view: ObserverView): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  const draftFor = ({ evidence }: Placed): Draft => {
    const stage = stageOf(evidence);
    const point = stage ?? evidence.point;
    // Without a name of the place, each source is a place of its own.
    const key = point === null || !view.named ? `in ${evidence.source}` : `at ${point}`;
    const draft = drafts.get(key) ?? {
      view,
      key,
      sources: new Set(),
      point,
      stage,
      summaries: [],
      conversations: [],
    };
    drafts.set(key, draft);
    draft.sources.add(evidence.source);
    return draft;
  };
  for (const placed of factsOf(view, 'capture-summary')) draftFor(placed).summaries.push(placed.fact);
  for (const placed of factsOf(view, 'capture-flow')) draftFor(placed).conversations.push(placed.fact);
  return [...drafts.values()];
}

function finish(draft: Draft, several: boolean, ends: FlowEnds | null): Vantage {
  const { view, point, stage, summaries, conversations } = draft;
  const [source = ''] = draft.sources;
  const sights = ends === null ? [] : present(conversations.map((fact) => matching(fact, ends)));
  return {
    name: view.named ? view.name : several ? `the capture ${source}` : 'the capture',
    where: point ?? (several && view.named ? source : null),
    stage,
    view,
    summaries,
    conversations,
    marks: byMark(conversations),
    sights: [...sights].sort((one, other) => other.fact.first - one.fact.first),
  };
}

/** The place in words. The stage at which a firewall gets packets needs no mention. */
export function labelOf({ name, where, stage }: Pick<Vantage, 'name' | 'where' | 'stage'>): string {
  return where === null || stage !== null ? name : `${name} (${where})`;
}

/** Where the arrival of packets shows: what a firewall sends on or drops is judged apart. */
export function isArrival({ stage }: Vantage): boolean {
  return stage === null || stage === 'receive' || stage === 'firewall';
}

/** First and last packet of the place in microseconds of its own clock; null when it shows no times. */
export function spanOf({ summaries }: Vantage): readonly [number, number] | null {
  const timed = summaries.filter(({ clock }) => clock !== 'none');
  const firsts = present(timed.map(({ first }) => first));
  const lasts = present(timed.map(({ last }) => last));
  return firsts.length === 0 || lasts.length === 0 ? null : [Math.min(...firsts), Math.max(...lasts)];
}
