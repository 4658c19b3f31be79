import { VICTIM } from './cases.ts';
import type { Played, Results } from './play.ts';

/** The page `docs/live-faults.md`: what a person in the thread sees of everything that can go wrong with a firewall. */
export function faultsPage({ live, clear, capture }: Results): string {
  return [
    '# Faults of live firewalls, and what people see',
    `Written by \`node test/live-faults/write.ts\`, which plays all of it; the tests play every third line anew, and fail when it is not of today. The lab of the war room gets a second internet link, and for each line below a case is opened in the local workspace and its four firewalls are asked over HTTPS, while ${VICTIM}, the one that parts the two ways, is harmed in that way (in the last line of the first table it is PA-DC-A, behind a Panorama). What stands here was read from the thread. Addresses are written as ADDRESS; time-outs are shortened while this is played, and written here as they are in the product. Read from it: a run says which firewall failed and why, the other three are asked as if nothing had happened, and without the firewall that matters most the cause is called likely instead of confirmed. In no line a wrong cause was confirmed, a clear or a capture done twice, or a password or key left in the database, the messages or the log. A firewall that is too slow is asked three questions and then left alone for the rest of the run, so that it holds a run up by one minute when it does not answer, and by two and a quarter when its answers trickle.`,
    '## While firewalls are asked',
    table(
      ['what goes wrong', 'under the first step that shows it', 'how the run ended', 'the cause'],
      live.map((one) => [one.case.says, stepOf(one), one.ending, causeOf(one)]),
    ),
    '## When the command that clears meets it',
    'Sent once, whatever happens. What is there afterwards is read in any case, and becomes evidence.',
    table(
      ['what goes wrong', 'the firewall did it', 'how the run ended'],
      clear.map((one) => [one.case.says, doneOf(one, '<clear><session>') === 1 ? 'yes' : 'no', one.ending]),
    ),
    '## When a capture meets it',
    'Afterwards nothing was switched on and no filter was set on the firewall, in all of them.',
    table(
      ['what goes wrong', 'under the first step that shows it', 'how the run ended'],
      capture.map((one) => [one.case.says, stepOf(one), one.ending]),
    ),
    '',
  ].join('\n\n');
}

/** How often the firewall carried a command out. */
export function doneOf({ requests }: Played, part: string): number {
  return requests.filter(({ command, done }) => done && command.includes(part)).length;
}

function stepOf({ step, device }: Played): string {
  if (step === null) return 'every step is done in the end';
  return device === null ? step : `${step}: ${device}`;
}

function causeOf({ cause }: Played): string {
  return cause === null ? 'none named' : (cause.split(' ').at(-1) ?? '');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
