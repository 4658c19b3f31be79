/** Segments with payload that wait for their acknowledgement: where each ends and how long it is, the last 64. */
export interface Pending {
  readonly queue: number[];
  head: number;
  largestAcknowledged: number;
}

const COLUMNS = 2;
const REMEMBERED = 64 * COLUMNS;

export function createPending(): Pending {
  return { queue: [], head: 0, largestAcknowledged: 0 };
}

export function addPending(pending: Pending, end: number, size: number): void {
  pending.queue.push(end, size);
  if (pending.queue.length - pending.head > REMEMBERED) pending.head += COLUMNS;
  if (pending.head >= REMEMBERED) forget(pending);
}

export function acknowledge(pending: Pending, through: number): void {
  const { queue } = pending;
  while (pending.head < queue.length && (queue[pending.head] ?? 0) <= through) {
    pending.largestAcknowledged = Math.max(pending.largestAcknowledged, queue[pending.head + 1] ?? 0);
    pending.head += COLUMNS;
  }
  if (pending.head === queue.length) forget(pending);
}

/** Payload sizes of the segments that nobody acknowledged. */
export function waiting({ queue, head }: Pending): readonly number[] {
  return queue.slice(head).filter((_, index) => index % COLUMNS === 1);
}

function forget(pending: Pending): void {
  pending.queue.splice(0, pending.head);
  pending.head = 0;
}
