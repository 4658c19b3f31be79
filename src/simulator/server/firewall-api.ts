import type { Clock } from '../../model/clock.ts';
import type { DeviceBrain } from '../device-brain.ts';
import { leaf, leaves } from '../replies/xml.ts';
import type { Account } from './accounts.ts';
import type { ApiCall } from './api-call.ts';
import { type ApiAnswer, apiError, brainAnswer, refused, success } from './envelope.ts';
import { createLogJobs } from './log-jobs.ts';

/** What answers a call of somebody who was let in. */
export type Api = (call: ApiCall, account: Account) => ApiAnswer;

/** The vendor's limits of a log query: 20 entries when not said, 5000 at most. */
const NLOGS = { unsaid: 20, most: 5_000 } as const;

/** The API of one firewall, its log jobs included; `busyFor` as in `createLogJobs`. */
export function createFirewallApi(brain: DeviceBrain, clock: Clock, busyFor: number): Api {
  const jobs = createLogJobs(clock, busyFor);

  function log(call: ApiCall): ApiAnswer {
    const action = call.parameter('action');
    if (action === 'get') return jobs.look(call.parameter('job-id'));
    if (action === 'finish') return jobs.finish(call.parameter('job-id'));
    const logType = call.parameter('log-type');
    if (logType === null) return missing('log-type');
    const nlogs = Number(call.parameter('nlogs') ?? NLOGS.unsaid);
    if (!Number.isInteger(nlogs) || nlogs < 1 || nlogs > NLOGS.most) return apiError('400', 'Invalid nlogs');
    return jobs.enqueue(brain.log(logType, call.parameter('query') ?? '', nlogs));
  }

  return (call) => {
    if (call.type === 'version') return version(brain);
    if (call.type === 'log') return log(call);
    if (call.type === 'export') return exported(brain, call);
    if (call.type !== 'op') return refused(400, `Type [${call.type}] is not simulated`);
    const cmd = call.parameter('cmd');
    return cmd === null ? missing('cmd') : brainAnswer(brain.op(cmd, call.vsys));
  };
}

function version({ version: sw, model, serial }: DeviceBrain): ApiAnswer {
  return success(leaves({ 'sw-version': sw, 'multi-vsys': 'off', model, serial }).join(''));
}

/** Captures alone: a file is bytes, a list of files and every error is XML. */
function exported(brain: DeviceBrain, call: ApiCall): ApiAnswer {
  const category = call.parameter('category');
  if (category === null) return missing('category');
  if (category !== 'filters-pcap') return apiError('14', `Category [${category}] is not simulated`);
  const from = call.parameter('from');
  if (from === null) {
    const files = brain.captures().map((name) => leaf('file', `/${name}`));
    return success(`<dir-listing>${files.join('')}</dir-listing>`);
  }
  const body = brain.capture(from);
  if (body === null) return apiError('7', `${from}: no such file`);
  const name = from.replace(/[^A-Za-z0-9._-]/g, '_');
  const headers = { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename=${name}` };
  return { status: 200, headers, body };
}

function missing(parameter: string): ApiAnswer {
  return refused(400, `Missing value for parameter "${parameter}".`);
}
