import type { KnownBlock, RichTextSection } from '@slack/types';
import type { Approval, ApprovalState, LiveAction } from '../../model/approval.ts';
import type { Case } from '../../model/case.ts';
import { timeText } from '../sentences.ts';
import { type ApprovalActionId, approvalValue } from './actions.ts';
import { button } from './buttons.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { actions, bold, context, header, person, preformatted, rich, section } from './rich.ts';

const TITLES: Readonly<Record<ApprovalState, string>> = {
  pending: 'Approval needed',
  approved: 'Approved',
  denied: 'Denied',
  withdrawn: 'Withdrawn',
  expired: 'Ran out',
};

/**
 * A request in its case's thread: what exactly will run, on which firewall, and what that does to users; while nobody
 * has decided it with Approve and Deny, afterwards with who did and what came of it. `says` is that, in a sentence.
 */
export function approvalMessage(about: Pick<Case, 'id'>, approval: Approval, says: string | null = null): SlackMessage {
  const { action, commands, state } = approval;
  const title = `${about.id} · ${TITLES[state]}: ${actionText(action)}`;
  const blocks: readonly KnownBlock[] = [
    header(title),
    rich([section(...effectOf(action)), section('This will run:'), preformatted(commands.join('\n'))]),
    rich([standing(approval), ...(says === null ? [] : [section(`\n${says}`)])]),
    ...(state === 'pending' ? [actions([decide('Approve', approval), decide('Deny', approval)]), context(RULE)] : []),
  ];
  // In one place there is one message: the longest sequence of commands is far below what one holds.
  return pack(blocks, title)[0] ?? { text: title, blocks: [...blocks] };
}

const RULE =
  'Somebody other than the requester decides, with the authority that they have at the click. It counts once.';

function decide(text: 'Approve' | 'Deny', { id }: Approval) {
  const [actionId, style] = DECISIONS[text];
  return button(text, actionId, approvalValue(id), { style });
}

const DECISIONS = {
  Approve: ['approval.approve', 'primary'],
  Deny: ['approval.deny', 'danger'],
} as const satisfies Record<string, readonly [ApprovalActionId, 'primary' | 'danger']>;

/** What is to be done where, in a few words. */
export function actionText(action: LiveAction): string {
  switch (action.kind) {
    case 'capture':
      return `capture packets on ${action.device} for ${action.seconds} s`;
    case 'clear-sessions':
      return `clear the conversation’s sessions on ${action.devices.join(', ')}`;
    case 'clear-session':
      return `clear session ${action.id} on ${action.device}`;
  }
}

/** What it does to users and to the firewall. */
function effectOf(action: LiveAction): readonly (string | ReturnType<typeof bold>)[] {
  switch (action.kind) {
    case 'capture':
      return [
        bold(action.device),
        ` writes the packets between ${addressesOf(action)} to files of its own for ${action.seconds} seconds. `,
        'Nobody’s traffic is changed. It costs the firewall CPU, and packets may hold payload: personal data. ',
        'Filter and capture are switched off and cleared, and the files deleted, by themselves. ',
        'If somebody else uses packet diagnosis there, nothing is touched.\n',
      ];
    case 'clear-sessions':
      return [
        'The connections from ',
        bold(action.source),
        ' to ',
        bold(
          `${action.destination}${action.destinationPort === null ? ', any port' : ` port ${action.destinationPort}`}`,
        ),
        ' through ',
        bold(action.devices.join(', ')),
        ' are cut once, and whoever uses them must connect anew. No other session is touched.\n',
      ];
    case 'clear-session':
      return [
        'The one connection that is session ',
        bold(String(action.id)),
        ' on ',
        bold(action.device),
        ` (begun ${action.startedAt}) is cut once, and whoever uses it must connect anew. `,
        'If that number belongs to another session by then, nothing is cleared.\n',
      ];
  }
}

function addressesOf({ filters }: Extract<LiveAction, { readonly kind: 'capture' }>): string {
  const pairs = filters.map(({ source, destination }) => [source, destination].toSorted().join(' and '));
  return [...new Set(pairs)].join(', and ');
}

function standing(approval: Approval): RichTextSection {
  const { requestedBy, requestedAt, expiresAt, state, decidedBy, decidedAt } = approval;
  const asked = ['Asked for by ', person(requestedBy), ` at ${timeText(requestedAt)}. `];
  const at = decidedAt === null ? '' : ` at ${timeText(decidedAt)}`;
  if (state === 'pending') return section(...asked, `It can be decided until ${timeText(expiresAt)}.`);
  if (state === 'expired')
    return section(...asked, bold('Nobody decided it in time.'), ' Ask anew if it is still needed.');
  const by = decidedBy === null ? [] : [' by ', person(decidedBy)];
  return section(...asked, bold(TITLES[state]), ...by, `${at}.`);
}
