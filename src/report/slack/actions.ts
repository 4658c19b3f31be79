import type { ChecklistState } from '../../model/checklist.ts';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';

/**
 * Ids of all buttons, stable across versions: messages live longer than the code that posted them.
 * Slack wants an id to be unique within its block only, so every checklist item may use the same ones.
 */
export const ACTION_IDS = [
  'case.diagnosis',
  'case.checklist',
  'case.handoff',
  'case.explain',
  'case.fixed',
  'case.close',
  'case.reopen',
  'case.live',
  'case.watch',
  'case.stop',
  'approval.approve',
  'approval.deny',
  'tick.passed',
  'tick.failed',
  'tick.waived',
  'tick.open',
] as const;

export type ActionId = (typeof ACTION_IDS)[number];
export type TickActionId = Extract<ActionId, `tick.${string}`>;
/** The buttons of a request that a second person decides. */
export type ApprovalActionId = Extract<ActionId, `approval.${string}`>;
/** The buttons that concern a case as a whole. */
export type CaseActionId = Exclude<ActionId, TickActionId | ApprovalActionId | 'case.explain'>;

export interface TickValue {
  readonly caseId: string;
  readonly item: string;
}

export interface ExplainValue {
  readonly caseId: string;
  /** A pattern's id, a finding's id or a finding's code. */
  readonly about: string;
}

/** A press on Approve or Deny: all that the button knows is which request it belongs to. */
export interface ApprovalAction {
  readonly id: ApprovalActionId;
  readonly approvalId: string;
}

/** What a pressed button means. Whether whoever pressed it may do it is judged elsewhere. */
export type Action =
  | { readonly id: CaseActionId; readonly caseId: string }
  | ({ readonly id: 'case.explain' } & ExplainValue)
  | ApprovalAction
  | ({ readonly id: TickActionId; readonly state: ChecklistState } & TickValue);

const TICK_STATES: Readonly<Record<TickActionId, ChecklistState>> = {
  'tick.passed': 'passed',
  'tick.failed': 'failed',
  'tick.waived': 'waived',
  'tick.open': 'open',
};

export function tickActionId(state: ChecklistState): TickActionId {
  return `tick.${state}`;
}

export function caseValue(caseId: string): string {
  return write('case', [caseId]);
}

export function tickValue({ caseId, item }: TickValue): string {
  return write('tick', [caseId, item]);
}

export function explainValue({ caseId, about }: ExplainValue): string {
  return write('explain', [caseId, about]);
}

export function approvalValue(approvalId: string): string {
  return write('approval', [approvalId]);
}

/** Reads a button's action id and value as Slack sends them back. Both are visible to whoever can press: no secrets. */
export function readAction(actionId: string, value: string): Result<Action> {
  const id = ACTION_IDS.find((known) => known === actionId);
  if (id === undefined) return fail(unreadable(actionId));
  if (isTick(id)) {
    const [caseId, item] = read('tick', value);
    return caseId && item ? ok({ id, state: TICK_STATES[id], caseId, item }) : fail(unreadable(value));
  }
  if (id === 'case.explain') {
    const [caseId, about] = read('explain', value);
    return caseId && about ? ok({ id, caseId, about }) : fail(unreadable(value));
  }
  if (isApproval(id)) {
    const [approvalId] = read('approval', value);
    return approvalId ? ok({ id, approvalId }) : fail(unreadable(value));
  }
  const [caseId] = read('case', value);
  return caseId ? ok({ id, caseId }) : fail(unreadable(value));
}

function isTick(id: ActionId): id is TickActionId {
  return id in TICK_STATES;
}

function isApproval(id: ActionId): id is ApprovalActionId {
  return id.startsWith('approval.');
}

/** `kind:part:part`, parts percent-encoded so that a colon in one cannot move the others. */
function write(kind: string, parts: readonly string[]): string {
  return [kind, ...parts.map(encodeURIComponent)].join(':');
}

function read(kind: string, value: string): readonly string[] {
  const [found, ...encoded] = value.split(':');
  const parts = encoded.map(decode);
  return found === kind && !parts.includes(null) ? parts.map(String) : [];
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function unreadable(text: string): Problem {
  return {
    code: 'action.unreadable',
    message: `This button could not be read: ${text.slice(0, 60)}`,
    todo: 'The message may come from another version: ask for the case again.',
  };
}
