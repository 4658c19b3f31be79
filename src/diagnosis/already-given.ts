import type { Evidence } from '../model/evidence.ts';
import type { CaseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';
import type { CatalogueTest } from './tests/catalogue-test.ts';

/** `open`: ask. `given`: its answer is there. `refused`: the API would not give it. `unreadable`: it was given and could not be read. */
export type Standing = 'open' | 'given' | 'refused' | 'unreadable';

/** Whether the answer of a test is already among the evidence of the device that it would be asked of. */
export function standingOf(
  test: CatalogueTest,
  observer: string,
  evidence: readonly Evidence[],
  facts: CaseFacts,
): Standing {
  const [command = ''] = commandText(test.command, facts).split('\n');
  const own = evidence.filter((item) => isOf(item, test, observer, facts));
  const answers = own.filter((item) => test.gives.includes(item.kind) && isAbout(item, test, facts));
  if (answers.some(({ parsed }) => parsed !== 'none')) return test.twice === true ? 'open' : 'given';
  const isSame = (item: Evidence): boolean => item.command === null || item.command.trim() === command;
  if (own.some((item) => item.kind === 'api-reply' && isSame(item))) return 'refused';
  return own.some((item) => item.parsed === 'none' && (answers.includes(item) || item.command?.trim() === command))
    ? 'unreadable'
    : 'open';
}

/** A host is asked by its part in the flow, and what it has shown bears its own name. */
function isOf(item: Evidence, { target }: CatalogueTest, observer: string, facts: CaseFacts): boolean {
  if (target === 'server') return item.observer !== null && facts.servers.includes(item.observer);
  if (target === 'client') return item.observer !== null && facts.clients.includes(item.observer);
  if (target === 'firewall') return item.observer === observer || item.observer === null;
  return item.observer === observer;
}

/** A look-up of another address answers nothing here. */
function isAbout(
  item: Evidence,
  { about }: CatalogueTest,
  { flow, clientAfterNat, serverAfterNat }: CaseFacts,
): boolean {
  if (about === undefined || flow === null) return true;
  const wanted = about === 'client' ? [flow.client.address, clientAfterNat] : [flow.server.address, serverAfterNat];
  return item.facts.some((fact) => fact.kind === 'fib-lookup' && wanted.includes(fact.destination));
}
