import type { RichTextBlockElement, RichTextSection } from '@slack/types';
import type { Case } from '../../model/case.ts';
import type { LiveRun, RunKind, RunStep } from '../../model/live-run.ts';
import { caseButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { actions, bold, context, header, italic, person, plain, rich, section } from './rich.ts';
import { shorten } from './text.ts';

/** What a run is called while it goes and when it is over. */
const TITLES: Readonly<Record<RunKind, { readonly going: string; readonly over: string }>> = {
  live: { going: 'Asking the firewalls', over: 'The firewalls were asked' },
  watch: { going: 'Watching the flow', over: 'The flow was watched' },
  capture: { going: 'Capturing packets', over: 'Packets were captured' },
  clear: { going: 'Clearing sessions of the flow', over: 'Clearing sessions of the flow' },
};

const MARKS: Readonly<Record<RunStep['state'], string>> = {
  waiting: '·',
  running: '▸',
  done: '✓',
  part: '◐',
  failed: '✗',
  skipped: '–',
};

/** So that a run of many devices stays one message, with its button. */
const DEVICES_TOLD = 2;
const SAID_AT_MOST = 110;
const ENDING_AT_MOST = 2_000;

const LEGEND = '✓ done · ◐ not by all · ✗ failed · – left out · ▸ now · · not yet';

/** A run on live firewalls, step by step, with what each device that failed said; with a way to stop while it goes. */
export function runMessage(about: Pick<Case, 'id'>, run: LiveRun): SlackMessage {
  const going = run.endedAt === null;
  const title = `${about.id} · ${titleOf(run)}`;
  const blocks = [
    header(title),
    rich([whoAsked(run), ...run.steps.flatMap(stepLines), ...ending(run)]),
    ...(going ? [actions([caseButton('Stop', 'case.stop', about)])] : []),
    ...(run.state === 'done' && run.kind === 'clear'
      ? [actions([caseButton('Watch the flow', 'case.watch', about, { style: 'primary' })])]
      : []),
    context(LEGEND),
  ];
  // In one place there is one message: a run has too few steps to need another.
  return pack(blocks, title)[0] ?? { text: title, blocks };
}

/** What a run is called now, with how it ended when that was not well. */
export function titleOf({ kind, state, cancelledBy }: LiveRun): string {
  const { going, over } = TITLES[kind];
  switch (state) {
    case 'waiting':
    case 'running':
      return cancelledBy === null ? going : `${going}: stopping`;
    case 'done':
      return over;
    case 'cancelled':
      return `${going}: stopped`;
    case 'failed':
      return `${going}: failed`;
  }
}

function whoAsked({ askedBy, devices, state }: LiveRun): RichTextSection {
  const waits = state === 'waiting' ? ' It waits for its turn.' : '';
  return section(
    bold(shorten(devices.join(', '), LIMITS.cardText)),
    plain(' · asked by '),
    person(askedBy),
    `.${waits}\n`,
  );
}

function stepLines(step: RunStep): readonly RichTextBlockElement[] {
  const silent = step.devices.flatMap(({ device, says }) =>
    says === null || says === step.says ? [] : [{ device, says }],
  );
  const told = silent.slice(0, DEVICES_TOLD);
  const further = silent.length - told.length;
  return [
    section(
      `${MARKS[step.state]} `,
      step.state === 'running' ? bold(step.title) : plain(step.title),
      step.says === null ? '' : italic(` – ${shorten(step.says, SAID_AT_MOST)}`),
      ...told.map(({ device, says }) => plain(`\n     ${shorten(named(device, says), SAID_AT_MOST)}`)),
      further === 0 ? '' : plain(`\n     and ${further} more`),
      '\n',
    ),
  ];
}

/** Most sentences on a firewall name it themselves. */
function named(device: string, says: string): string {
  return says.includes(device) ? says : `${device}: ${says}`;
}

function ending({ says, cancelledBy, endedAt }: LiveRun): readonly RichTextSection[] {
  return [
    ...(says === null ? [] : [section(bold(shorten(says, ENDING_AT_MOST)), '\n')]),
    ...(cancelledBy === null
      ? []
      : [section(endedAt === null ? 'Told to stop by ' : 'Stopped by ', person(cancelledBy), '.')]),
  ];
}
