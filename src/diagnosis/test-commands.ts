import type { TestTarget } from '../model/diagnosis.ts';
import type { CheckCommand } from '../model/pattern-check.ts';
import { type CaseFacts, caseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';
import type { CatalogueTest } from './tests/index.ts';

/** Who runs a check, as a beginning of a sentence. */
export const WHO: Readonly<Record<TestTarget, string>> = {
  firewall: 'The firewall that holds the session',
  'other-firewall': 'Another firewall on the way, or the HA peer',
  router: 'Routers and switches on the way',
  server: 'The server',
  client: 'The client',
  'load-balancer': 'A load balancer',
  cloud: 'The cloud account',
  person: 'The people who met the fault',
};

interface Platform {
  readonly name: string;
  readonly facts: Partial<CaseFacts>;
}

const PANOS: readonly Platform[] = [
  { name: 'PAN-OS', facts: { engine: 'legacy' } },
  { name: 'PAN-OS with advanced routing', facts: { engine: 'advanced' } },
];

const ROUTERS: readonly Platform[] = (['ios', 'ios-xr', 'nx-os', 'eos', 'junos', 'frr'] as const).map((name) => ({
  name: { ios: 'IOS', 'ios-xr': 'IOS-XR', 'nx-os': 'NX-OS', eos: 'EOS', junos: 'Junos', frr: 'FRR' }[name],
  facts: { routerPlatform: name },
}));

const HOSTS: readonly Platform[] = (['linux', 'windows'] as const).map((name) => ({
  name: { linux: 'Linux', windows: 'Windows' }[name],
  facts: { serverPlatform: name, clientPlatform: name },
}));

const PLATFORMS: Readonly<Record<TestTarget, readonly Platform[]>> = {
  firewall: PANOS,
  'other-firewall': PANOS,
  router: ROUTERS,
  server: HOSTS,
  client: HOSTS,
  'load-balancer': [{ name: 'Linux and others', facts: {} }],
  cloud: [{ name: 'AWS CLI', facts: {} }],
  person: [{ name: 'Question', facts: {} }],
};

/** The command of a check on each platform, with placeholders for what a case fills in; equal ones once. */
export function commandVariants({ target, command }: CatalogueTest): readonly CheckCommand[] {
  const blank = caseFacts(null, []);
  const byText = new Map<string, string[]>();
  for (const { name, facts } of PLATFORMS[target]) {
    const text = commandText(command, { ...blank, ...facts });
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  return [...byText].map(([text, platforms]) => ({ platforms, text }));
}
