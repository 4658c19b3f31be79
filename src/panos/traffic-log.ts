import type { Clock } from '../model/clock.ts';
import { fail, type Result } from '../model/result.ts';
import { pause } from './deadline.ts';
import { resultField } from './envelope.ts';
import type { Link, Order } from './link.ts';
import type { Form } from './post.ts';
import type { Timings } from './timings.ts';
import { cancelled, span, type Trouble, trouble } from './trouble.ts';

/** Whom to ask, and what every call of the query carries besides. */
export interface LogOrder {
  readonly link: Link;
  readonly who: string;
  readonly signal: AbortSignal;
  readonly target: Form;
  readonly query: string;
  /** How many entries at most. */
  readonly nlogs: number;
}

/**
 * The traffic log, newest first. The device searches in a job, which is looked at until it is finished (PAN-OS XML API,
 * "Retrieve Logs": `type=log`, then `action=get`). The text is that of the last look.
 */
export async function queryTrafficLog(
  order: LogOrder,
  clock: Clock,
  timings: Timings,
): Promise<Result<string, Trouble>> {
  const { link, query, nlogs } = order;
  const form = { type: 'log', 'log-type': 'traffic', query, nlogs: String(nlogs), dir: 'backward' };
  const begun = await link.ask(orderOf(order, form));
  if (!begun.ok) return begun;
  const job = resultField(begun.value, 'job');
  if (job === null || !/^\d{1,10}$/.test(job)) return fail(noJob(order.who, begun.value));
  for (let look = 0; look < timings.jobLooks; look += 1) {
    const found = await link.ask(orderOf(order, { type: 'log', action: 'get', 'job-id': job }));
    if (!found.ok || isFinished(found.value)) return found;
    if (!(await pause(clock, timings.jobPause, order.signal))) return fail(cancelled(order.who));
  }
  return fail(notFinished(order.who, timings));
}

function orderOf({ who, signal, target }: LogOrder, form: Form): Order {
  return { form: { ...form, ...target }, who, signal, repeat: true };
}

/** Only what stands inside of `job` counts: entries of the log may have fields of the same name. */
function isFinished(text: string): boolean {
  const job = text.slice(text.indexOf('<job>'), text.indexOf('</job>'));
  return /<status>\s*FIN\s*<\/status>/.test(job);
}

function noJob(who: string, text: string): Trouble {
  return trouble({
    why: 'garbled',
    says: `${who} took the query of the traffic log and named no job for it.`,
    todo: 'Ask again; if it stays, read the log on the device.',
    text,
  });
}

function notFinished(who: string, timings: Timings): Trouble {
  return trouble({
    why: 'timeout',
    says: `${who} was still searching its traffic log after ${span(timings.jobLooks * timings.jobPause)}.`,
    todo: 'Ask again later, or read the log on the device.',
  });
}
