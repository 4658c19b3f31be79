import type { CaptureFlow } from '../../model/facts.ts';
import type { Vantage } from './vantage.ts';

/**
 * A place beside a translation shows the two directions of one connection under two names: the request before its
 * destination is rewritten, the reply before its source is. The SYN's number tells that they belong together: it
 * survives translation, and the SYN-ACK acknowledges it.
 */
export function answeredUnderOtherName({ conversations }: Pick<Vantage, 'conversations'>, asked: CaptureFlow) {
  const number = asked.c2s.tcp?.initialSequence ?? null;
  if (number === null || asked.s2c.packets > 0) return null;
  return conversations.find((fact) => fact !== asked && answeredNumber(fact) === number) ?? null;
}

/** The number of the SYN that a conversation without its own SYN answers; null for every other one. */
export function answeredNumber({ protocol, c2s, s2c }: CaptureFlow): number | null {
  if (protocol !== 'tcp' || (c2s.tcp?.syn.packets ?? 0) > 0 || (s2c.tcp?.synAck.packets ?? 0) === 0) return null;
  return c2s.tcp?.base ?? null;
}

/** The numbers of the SYNs that are in a capture under one name and are answered there under another one. */
export function renamedNumbers(conversations: readonly CaptureFlow[]): ReadonlySet<number> {
  const answered = new Set(conversations.flatMap((fact) => answeredNumber(fact) ?? []));
  const asked = conversations.flatMap(({ c2s, s2c }) => (s2c.packets > 0 ? [] : (c2s.tcp?.initialSequence ?? [])));
  return new Set(asked.filter((number) => answered.has(number)));
}
