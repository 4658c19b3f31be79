import type { TestTarget } from '../model/diagnosis.ts';
import { FINDINGS } from '../model/finding.ts';
import { fill, WORDS } from '../patterns/words.ts';
import { type CaseFacts, caseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';
import { type CatalogueTest, TESTS } from './tests/index.ts';

const HEAD = `# What Roundtrip may ask for

<!-- Written by src/cli/write-test-pages.ts. Change src/diagnosis/tests/ or src/diagnosis/commands/ instead. -->

Every check that can stand under “next”. All of them only look, or capture behind a filter: never a failover, a commit or a change of configuration. At most three are asked for at a time: those that are expected to tell most between the leading causes for their cost. What was given already is not asked for again, unless a second reading is the point.

Cost: 1 a glance at a device that is looked at anyway, 2 another device, a second reading or a question to the people in the room, 3 a packet filter or another team's device, 5 another team's host. [separation.md](separation.md) shows which check tells which two causes apart.
`;

const WHO: Readonly<Record<TestTarget, string>> = {
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
  { name: 'PAN-OS, advanced routing', facts: { engine: 'advanced' } },
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

/** One text of a check's command, and the platforms that it is for. */
export interface CommandVariant {
  readonly platforms: readonly string[];
  readonly text: string;
}

/** The command of a check on each platform, with placeholders for what a case fills in; equal ones once. */
export function commandVariants({ target, command }: CatalogueTest): readonly CommandVariant[] {
  const blank = caseFacts(null, []);
  const byText = new Map<string, string[]>();
  for (const { name, facts } of PLATFORMS[target]) {
    const text = commandText(command, { ...blank, ...facts });
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  return [...byText].map(([text, platforms]) => ({ platforms, text }));
}

/** `docs/next-tests.md`: all checks by who runs them. */
export function testsPage(): string {
  const targets = [...new Set(TESTS.map(({ target }) => target))];
  const parts = targets.flatMap((target) => [
    `## ${WHO[target]}\n`,
    ...TESTS.filter((test) => test.target === target).map(sectionOf),
  ]);
  return [HEAD, ...parts].join('\n');
}

function sectionOf(test: CatalogueTest): string {
  const settles = test.settles.map((code) => `- \`${code}\` (${FINDINGS[code].group}): ${fill(WORDS[code].title, {})}`);
  return [
    `### ${test.id}\n`,
    `It tells ${test.tells}.\n`,
    `Cost ${test.cost}. Risk: ${test.risk}. ${test.riskWhy}\n`,
    ...commandVariants(test).map(({ platforms, text }) => `${platforms.join(', ')}:\n\n\`\`\`text\n${text}\n\`\`\`\n`),
    'What its answer settles:\n',
    ...settles,
    '',
  ].join('\n');
}
