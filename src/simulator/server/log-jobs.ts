import type { Clock } from '../../model/clock.ts';
import type { BrainAnswer } from '../device-brain.ts';
import { type ApiAnswer, apiError, brainAnswer, success, xmlAnswer } from './envelope.ts';

interface LogJob {
  readonly id: number;
  readonly queuedAt: number;
  /** XML. */
  readonly entries: string;
  looked: number;
}

/** Log queries run as jobs: the query gives a number, and the number is asked for until the job is finished. */
export interface LogJobs {
  enqueue(found: BrainAnswer): ApiAnswer;
  look(id: string | null): ApiAnswer;
  finish(id: string | null): ApiAnswer;
}

/** A device forgets old jobs, and so does this one. */
const KEPT = 50;

/** `busyFor` is how many times a job is still found at work (ACT) before it is found finished (FIN). */
export function createLogJobs(clock: Clock, busyFor: number): LogJobs {
  let jobs: readonly LogJob[] = [];
  let last = 0;
  const find = (id: string | null) => jobs.find((job) => String(job.id) === id);

  return {
    enqueue(found) {
      if (found.kind !== 'result') return brainAnswer(found);
      last += 1;
      jobs = [...jobs, { id: last, queuedAt: clock.now(), entries: found.xml, looked: 0 }].slice(-KEPT);
      const said = `<msg><line>query job enqueued with jobid ${last}</line></msg><job>${last}</job>`;
      return xmlAnswer(`<response status="success" code="19"><result>${said}</result></response>`);
    },
    look(id) {
      const job = find(id);
      if (job === undefined) return notFound(id);
      job.looked += 1;
      return success(job.looked > busyFor ? finished(job, clock.now()) : atWork(job));
    },
    finish(id) {
      const job = find(id);
      if (job === undefined) return notFound(id);
      jobs = jobs.filter((one) => one !== job);
      return success(`<msg><line>job ${job.id} is removed</line></msg>`);
    },
  };
}

function notFound(id: string | null): ApiAnswer {
  return apiError('7', `job ${id ?? ''} not found`);
}

function atWork(job: LogJob): string {
  return `${state(job, 'ACT', timeOfDay(0))}<log><logs count="0" progress="0"/></log>`;
}

function finished(job: LogJob, now: number): string {
  const count = job.entries.split('<entry ').length - 1;
  return `${state(job, 'FIN', timeOfDay(now))}<log><logs count="${count}" progress="100">${job.entries}</logs></log>`;
}

function state({ id, queuedAt }: LogJob, status: 'ACT' | 'FIN', last: string): string {
  const queued = timeOfDay(queuedAt);
  const times = `<tenq>${queued}</tenq><tdeq>${queued}</tdeq><tlast>${last}</tlast>`;
  return `<job>${times}<status>${status}</status><id>${id}</id></job>`;
}

function timeOfDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 19);
}
