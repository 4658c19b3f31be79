import type { Decision } from '../../model/access.ts';
import type { Approval } from '../../model/approval.ts';

export interface Click {
  readonly approval: Approval;
  readonly pressed: 'approve' | 'deny';
  readonly clicker: string;
  /** Whether the clicker may approve it, and the requester may still ask for it, at this moment. */
  readonly authority: { readonly clicker: Decision; readonly requester: Decision };
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The digest of what the request would be made on at this moment. */
  readonly basisNow: string;
}

/** What a pressed button comes to. `says` is one sentence for whoever pressed, and for the audit; `todo` what to do. */
export type Judgement =
  | { readonly kind: 'approve' | 'deny' | 'withdraw' | 'expire'; readonly says: string }
  | { readonly kind: 'refuse'; readonly says: string; readonly todo: string };

/**
 * Judges a click on Approve or Deny anew, whatever was true when the request was posted: still undecided and in time,
 * two people, both with the authority that they have now, and nothing changed that it was made on. To withdraw one's
 * own request takes no authority.
 */
export function judgeClick(click: Click): Judgement {
  const { approval, pressed, clicker, authority } = click;
  const over = overAlready(approval);
  if (over !== null) return over;
  // A clock that was set back would give the request more time than it has.
  const inTime = click.now >= Date.parse(approval.requestedAt) && click.now < Date.parse(approval.expiresAt);
  if (!inTime) {
    return { kind: 'expire', says: 'The request ran out before anybody decided it.' };
  }
  const isOwn = clicker === approval.requestedBy;
  if (isOwn) return pressed === 'deny' ? { kind: 'withdraw', says: 'The requester withdrew it.' } : OWN;
  if (!authority.clicker.allowed) return refuse(authority.clicker.says, authority.clicker.todo);
  const grant = `as ${authority.clicker.grant.role} by line ${authority.clicker.grant.line} of the fleet file`;
  if (pressed === 'deny') return { kind: 'deny', says: `Denied ${grant}.` };
  if (!authority.requester.allowed) return REQUESTER_MAY_NOT;
  if (click.basisNow !== approval.basis) return CHANGED;
  return { kind: 'approve', says: `Approved ${grant}.` };
}

function overAlready({ state }: Approval): Judgement | null {
  switch (state) {
    case 'pending':
      return null;
    case 'expired':
      return refuse('This request has run out.', ASK_ANEW);
    case 'withdrawn':
      return refuse('This request was withdrawn.', ASK_ANEW);
    case 'approved':
    case 'denied':
      return refuse(`This request was ${state} already, and counts once.`, ASK_ANEW);
  }
}

const ASK_ANEW = 'If it is still needed, ask for it anew.';

const OWN = refuse(
  'You asked for this yourself, so somebody else has to approve it.',
  'With Deny you withdraw your request.',
);

const REQUESTER_MAY_NOT = refuse(
  'Whoever asked for this may not ask for it any more, so it was not approved.',
  'Somebody who may has to ask for it anew.',
);

const CHANGED = refuse(
  'The case or the firewall’s entry in the fleet file has changed since this was asked for, so it was not approved.',
  'Look at the case, press Deny, and ask for it anew if it is still needed.',
);

function refuse(says: string, todo: string): Extract<Judgement, { readonly kind: 'refuse' }> {
  return { kind: 'refuse', says, todo };
}
