/** Ranges of one direction's bytes that were passed over, in relative numbers; bounded, the oldest are closed as lost. */
export interface Gaps {
  readonly from: number[];
  readonly to: number[];
  readonly openedAt: number[];
  /** When the other side acknowledged bytes of it; `NEVER` while it has not. */
  readonly acknowledgedAt: number[];
  /** Gaps that were given up to stay bounded. */
  lost: number;
  lostBytes: number;
  lostAcknowledged: number;
}

export const NEVER = -1;
const MOST_GAPS = 16;

export function createGaps(): Gaps {
  return { from: [], to: [], openedAt: [], acknowledgedAt: [], lost: 0, lostBytes: 0, lostAcknowledged: 0 };
}

export function openGap(gaps: Gaps, from: number, to: number, openedAt: number, acknowledgedAt: number): void {
  if (gaps.from.length === MOST_GAPS) giveUpOldest(gaps);
  gaps.from.push(from);
  gaps.to.push(to);
  gaps.openedAt.push(openedAt);
  gaps.acknowledgedAt.push(acknowledgedAt);
}

/** Takes bytes that came late out of the gaps. Returns when the gap was opened that they fill, `NEVER` without one. */
export function fillGaps(gaps: Gaps, from: number, to: number): number {
  let opened = NEVER;
  for (let index = gaps.from.length - 1; index >= 0; index -= 1) {
    const [start, end] = [gaps.from[index] ?? 0, gaps.to[index] ?? 0];
    if (to <= start || from >= end) continue;
    opened = gaps.openedAt[index] ?? NEVER;
    const acknowledged = gaps.acknowledgedAt[index] ?? NEVER;
    if (from <= start && to >= end) removeGap(gaps, index);
    else if (from <= start) gaps.from[index] = to;
    else gaps.to[index] = from;
    if (from > start && to < end) openGap(gaps, to, end, opened, acknowledged);
  }
  return opened;
}

/** Notes that everything before `through` was acknowledged. */
export function acknowledgeGaps(gaps: Gaps, through: number, time: number): void {
  for (let index = 0; index < gaps.from.length; index += 1) {
    if (gaps.acknowledgedAt[index] === NEVER && (gaps.from[index] ?? 0) < through) gaps.acknowledgedAt[index] = time;
  }
}

export function gapBytes(gaps: Gaps): number {
  return gaps.from.reduce((sum, from, index) => sum + (gaps.to[index] ?? from) - from, gaps.lostBytes);
}

/** Bytes in gaps that the other side acknowledged up to `through`. */
export function acknowledgedGapBytes(gaps: Gaps, through: number): number {
  return gaps.from.reduce(
    (sum, from, index) => sum + Math.max(0, Math.min(through, gaps.to[index] ?? from) - from),
    gaps.lostAcknowledged,
  );
}

function giveUpOldest(gaps: Gaps): void {
  const bytes = (gaps.to[0] ?? 0) - (gaps.from[0] ?? 0);
  gaps.lost += 1;
  gaps.lostBytes += bytes;
  if (gaps.acknowledgedAt[0] !== NEVER) gaps.lostAcknowledged += bytes;
  removeGap(gaps, 0);
}

function removeGap(gaps: Gaps, index: number): void {
  for (const column of [gaps.from, gaps.to, gaps.openedAt, gaps.acknowledgedAt]) column.splice(index, 1);
}
