import type { Case } from '../../model/case.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { StepId } from '../../model/finding.ts';
import type { Problem } from '../../model/result.ts';
import { commandLines, flowSentence, flowText, timeText } from '../sentences.ts';
import type { CaseView } from './case-view.ts';
import { nextAction } from './handoff.ts';
import { LIMITS } from './limits.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, code, context, header, message, plain, preformatted, rich, section } from './rich.ts';
import { shorten } from './text.ts';

/** The first reply in a new case's thread: what to run first, filled in, and in which form to hand it in. */
export function openingMessage({ id }: Case, diagnosis: Diagnosis, live = false): SlackMessage {
  return message(`${id} is open: paste evidence into this thread`, [
    rich([
      section(bold(`${id} is open. `), 'Paste what the devices print into this thread, or upload it as text files.'),
      bullets([
        section('Keep the prompt line with its command: it tells who looked and for what.'),
        section('Do it on every firewall that the traffic could pass; the one without a session matters as much.'),
        section('The session first, twice if it is in use, then the route back, then the counters:'),
      ]),
      preformatted(shorten(firstCommands(diagnosis).join('\n'), LIMITS.cardText)),
      ...(live ? [section(LIVE)] : []),
    ]),
  ]);
}

const LIVE =
  'Or let me ask the live firewalls myself: press Ask the firewalls on the card, or say live in this thread. I only read; who may have it, the fleet file says.';

/** How many commands of a step are worth running before anything is known. */
const FIRST: Readonly<Partial<Record<StepId, number>>> = { session: 2, 'return-route': 1, counters: 1 };

function firstCommands({ steps }: Diagnosis): readonly string[] {
  return steps.flatMap(({ id, next }) => next.slice(0, FIRST[id] ?? 0)).flatMap(commandLines);
}

/** What the bot understands, for people who ask. */
export function helpMessage(): SlackMessage {
  const list = (lines: readonly (readonly [string, string])[]) =>
    bullets(lines.map(([command, says]) => section(code(command), ` ${says}`)));
  return message('How to use Roundtrip', [
    header('Roundtrip'),
    rich([
      section(
        'Does this traffic come back the way it went, and if not, why? Paste what firewalls, routers and servers print; the answer cites your own lines.',
      ),
    ]),
    header('In a channel'),
    rich([
      list(COMMANDS),
      section('Or mention @Roundtrip with a paste, or use the shortcut “Triage this” on a message.'),
    ]),
    header('In the thread of a case'),
    rich([section('Paste output or upload files: the diagnosis follows. And say:'), list(ORDERS)]),
    context(
      'Roundtrip reads. On a firewall it does more only when a second person approves it, and then never more than it said.',
    ),
  ]);
}

const COMMANDS = [
  ['/triage', 'asks for the conversation and opens a case.'],
  ['/triage 10.1.1.5 10.2.2.10:443', 'opens one at once.'],
  ['/triage access', 'tells what you may have from firewalls here, and by which rule.'],
  ['/triage status', 'lists the open cases of the channel.'],
  ['/triage explain NAME', 'shows the page of a cause; without a name, which there are.'],
  [
    '/triage handoff',
    'sums up the open cases of the channel for the next shift; with all: those of every channel that you are in; with RT-3: that case.',
  ],
] as const;

const ORDERS = [
  ['@Roundtrip status', 'where the case stands and what to do next.'],
  ['@Roundtrip diagnosis', 'all of it, with the lines that it rests on.'],
  ['@Roundtrip explain NAME', 'the page of a cause, and why it stands where it stands here.'],
  ['@Roundtrip picture', 'the ways, the handshake and the growth, as far as they are shown.'],
  ['@Roundtrip 10.1.1.5 10.2.2.10:443', 'sets the conversation that the case is about.'],
  ['@Roundtrip fixed', 'the fix is in: what is shown from now on validates it; fixed 14:05 for an earlier time (UTC).'],
  ['@Roundtrip checklist', 'what to check before, while and after changing; evidence ticks it.'],
  ['@Roundtrip compare', 'before and after the fix, or since the first diagnosis; compare 14:05 for any time.'],
  ['@Roundtrip live', 'asks the live firewalls that are set up here and that you may ask; live on NAME for some.'],
  ['@Roundtrip watch', 'samples the flow on them for some minutes after a fix, and checks the checklist.'],
  ['@Roundtrip capture NAME 30 s', 'asks a second person to approve a capture of the flow on one firewall.'],
  ['@Roundtrip clear', "asks a second person to approve clearing the flow's own sessions."],
  ['@Roundtrip stop', 'stops what is being done on firewalls.'],
  ['@Roundtrip audit', 'shows who asked for, approved and ran what on firewalls, and whether that record is whole.'],
  ['@Roundtrip note TEXT', 'keeps a remark for the handoff.'],
  ['@Roundtrip handoff', 'sums up the case for whoever takes over.'],
  ['@Roundtrip close', 'closes the case; reopen opens it again.'],
] as const;

/** Where cases stand, newest first as given; for one or many. */
export function statusMessages(views: readonly CaseView[]): readonly SlackMessage[] {
  if (views.length === 0)
    return [
      message('No case is open here', [rich([section('No case is open here. ', code('/triage'), ' opens one.')])]),
    ];
  const told = bullets(views.map(statusLine));
  return pack([rich([told])], views.length === 1 ? `Status of ${views[0]?.case.id ?? ''}` : `${views.length} cases`);
}

function statusLine(view: CaseView) {
  const { case: about, triage } = view;
  const flow = triage === null ? (about.flow === null ? '' : flowText(about.flow)) : flowSentence(triage);
  return section(
    bold(`${about.id} · ${about.status} · `),
    triage?.diagnosis.headline ?? 'Waiting for evidence',
    flow === '' ? '' : ` · ${flow}`,
    ` · opened ${timeText(about.openedAt)}`,
    triage === null || about.status === 'closed' ? '' : ` · next: ${nextAction(view)}`,
  );
}

/** Why something was not done, and what to do instead. For people's mistakes, refusals and our own failures. */
export function problemMessage({ message: says, where, todo }: Problem): SlackMessage {
  const place = where === undefined ? '' : `${where}: `;
  const blocks = pack([rich([section(plain(`${place}${says}`), todo === undefined ? '' : `\n${todo}`)])], says);
  return blocks[0] ?? message(says, []);
}

/** What to say when a bug of ours came in between: nothing of the cause, which belongs into the log. */
export function failureMessage(reference: string): SlackMessage {
  return problemMessage({
    code: 'failure',
    message: `Something went wrong here, and it was not you (${reference}).`,
    todo: 'Nothing that you gave is lost. Try again; if it stays, show this reference to whoever runs Roundtrip.',
  });
}
