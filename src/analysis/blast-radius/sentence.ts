import type { BlastCounts, BlastDimension, BlastGrouping } from '../../model/blast-radius.ts';

/** What flows of a group do, for one and for several. */
const DO: Readonly<Record<Exclude<BlastDimension, 'hash'>, string>> = {
  egress: 'leave by',
  'zone-pair': 'go between the zones',
  ingress: 'come in by',
  'nat-address': 'are translated to',
  unit: 'were seen at',
  server: 'go to',
  'client-subnet': 'come from',
  client: 'come from',
};

const NAMES = 3;

type Told = Pick<BlastGrouping, 'dimension' | 'observer' | 'hash' | 'affected'>;

/** What a grouping shows that parts the flows. `inside`: the flows of the affected groups; `all`: those of all groups. */
export function separationSentence(told: Told, inside: BlastCounts, all: BlastCounts): string {
  const where = told.observer === null ? '' : `At ${told.observer}, `;
  const doing =
    told.dimension === 'hash'
      ? `fall into ${namesText(told.affected)} of ${told.hash}`
      : `${DO[told.dimension]} ${namesText(told.affected)}`;
  const hit = inside.halfOpen === all.halfOpen ? `all ${all.halfOpen}` : `${inside.halfOpen} of the ${all.halfOpen}`;
  const others = `${inside.whole === 0 ? 'none' : inside.whole} of the ${all.whole} whole ones ${inside.whole > 1 ? 'do' : 'does'}`;
  const sentence = `${where}${hit} half-open flows ${doing}, and ${others}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** `ethernet1/3 and ethernet1/4`, at most three by name. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, NAMES);
  const left = names.length - shown.length;
  const parts = left > 0 ? [...shown, `${left} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The first thing to say of a blast radius. `groupings`: the best first. `partial`: flows are known to be missing. */
export function radiusSentence(counts: BlastCounts, groupings: readonly BlastGrouping[], partial: boolean): string {
  if (partial) return 'Flows are missing from what was kept, so what the half-open ones have in common is not claimed.';
  const best = groupings.find(({ sentence }) => sentence !== null)?.sentence ?? null;
  if (best !== null) return best;
  if (counts.whole === 0) return `All ${counts.halfOpen} flows that could be told are half-open; none is whole.`;
  return groupings.some(({ fit }) => fit === 'mixed')
    ? 'Nothing that was shown of the flows tells the half-open ones from the whole ones: they are spread over the groups.'
    : 'What the half-open flows have in common cannot be told from so few.';
}
