import type { CaseFacts } from '../case-facts.ts';

/** Writes one command from what the case knows; what it does not know yet stays a `<placeholder>`. */
export type Fill = (facts: CaseFacts) => string;

/** For commands that name both ends: the addresses of the client and of the server, or their placeholders. */
export function withFlow<T>(fill: (facts: CaseFacts, client: string, server: string) => T): (facts: CaseFacts) => T {
  return (facts) => fill(facts, facts.flow?.client.address ?? '<client>', facts.flow?.server.address ?? '<server>');
}

/** Stands between two commands that only say something when time and traffic lie between them. */
export const WAIT = '# now let a user open a new connection, and wait 20 to 30 seconds';
