import { parseFlow } from '../../evidence/flow-text.ts';
import type { Flow } from '../../model/flow.ts';
import { ok, type Result } from '../../model/result.ts';
import { SYMPTOMS, type Symptom } from '../../model/symptom.ts';
import { TRIAGE_MODAL } from '../../report/slack/triage-modal.ts';
import { openCase } from '../case/open.ts';
import type { JobOf } from '../job.ts';
import { type Bot, commit, type Plan } from '../plan.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

/** What stands in the form, or what is wrong with it by block, as Slack wants to be told before the form closes. */
export function readForm(
  values: Values,
): Result<{ flow: Flow | null; symptoms: readonly Symptom[] }, Record<string, string>> {
  const typed = values[TRIAGE_MODAL.flow.block];
  const chosen = values[TRIAGE_MODAL.symptoms.block];
  const symptoms = SYMPTOMS.map(({ id }) => id).filter((id) => Array.isArray(chosen) && chosen.includes(id));
  if (typeof typed !== 'string' || typed.trim() === '') return ok({ flow: null, symptoms });
  const flow = parseFlow(typed);
  if (flow.ok) return ok({ flow: flow.value, symptoms });
  const { message, todo } = flow.error;
  return { ok: false, error: { [TRIAGE_MODAL.flow.block]: `${message}. ${todo ?? ''}`.trim() } };
}

/** The form was sent: opens the case in the channel where the command was given. */
export async function runSubmission(bot: Bot, job: JobOf<'submission'>): Promise<Plan> {
  return commit(async (tx) => {
    const form = readForm(job.values);
    const { flow, symptoms } = form.ok ? form.value : { flow: null, symptoms: [] };
    const teller = { channel: job.channel, user: job.user, responseUrl: null };
    await openCase(bot, tx, { team: job.team, thread: null, flow, symptoms, words: '', gathered: [] }, teller);
  });
}
