import { FINDINGS } from '../model/finding.ts';
import { fill, WORDS } from '../patterns/words.ts';
import { PATH_SCENARIOS } from './step-paths.ts';
import { commandVariants, WHO } from './test-commands.ts';
import { type CatalogueTest, TESTS } from './tests/index.ts';

const HEAD = `# What Roundtrip may ask for

<!-- Written by src/cli/write-test-pages.ts. Change src/diagnosis/tests/ or src/diagnosis/commands/ instead. -->

Every check that can stand under “next”. All of them only look, or capture behind a filter: never a failover, a commit or a change of configuration. At most three are asked for at a time: those that are expected to tell most between the leading causes for their cost. What was given already is not asked for again, unless a second reading is the point.

Cost: 1 a glance at a device that is looked at anyway, 2 another device, a second reading or a question to the people in the room, 3 a packet filter or another team's device, 5 another team's host. [separation.md](separation.md) shows which check tells which two causes apart.
`;

/** `docs/next-tests.md`: all checks by who runs them. */
export function testsPage(): string {
  const targets = [...new Set(TESTS.map(({ target }) => target))];
  const parts = targets.flatMap((target) => [
    `## ${WHO[target]}\n`,
    ...TESTS.filter((test) => test.target === target).map(sectionOf),
  ]);
  return [HEAD, ...parts, pathTable()].join('\n');
}

/** Where two ways can part, with what to look at: the fourth step goes by it. */
function pathTable(): string {
  const named = (commands: readonly string[]): string =>
    TESTS.filter(({ command, target }) => commands.includes(command) && target !== 'other-firewall')
      .map(({ id }) => `[${id}](#${id})`)
      .join(', ');
  return [
    '## Where the two ways part\n',
    'The table of the fourth step. Of what is not ruled out, the three rows with the strongest evidence are shown with the step.\n',
    '| What it may be | Where to look | Checks | Causes |',
    '|---|---|---|---|',
    ...PATH_SCENARIOS.map(
      ({ scenario, lookAt, commands, patterns }) =>
        `| ${scenario} | ${lookAt} | ${named(commands)} | ${patterns.map((id) => `[${id}](patterns/${id}.md)`).join(', ')} |`,
    ),
    '',
  ].join('\n');
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
