import { decide } from '../../access/decide.ts';
import type { LiveDesk } from '../../jobs/desk.ts';
import type { Denied } from '../../model/access.ts';
import type { Asker } from '../../model/asker.ts';
import type { LiveRun } from '../../model/live-run.ts';
import type { Problem } from '../../model/result.ts';
import { runsOf } from '../../store/runs.ts';
import type { Showing } from '../case/show.ts';
import { noteRefusal } from './note-refusal.ts';
import { NOTHING_RUNS } from './problems.ts';

/** Stops what is being done on firewalls for the case. Whoever asked for it may, and whoever may ask the same devices. */
export async function stopRuns(desk: LiveDesk, showing: Showing, asker: Asker): Promise<Problem | null> {
  const { tx, about, now } = showing;
  const going = (await runsOf(tx, about.id)).filter(({ endedAt }) => endedAt === null);
  if (going.length === 0) return NOTHING_RUNS;
  let refused: Problem | null = null;
  for (const run of going) {
    const denied = run.askedBy === asker.user ? null : deniedOf(desk, run, asker);
    if (denied === null) {
      await desk.cancel(tx, run.id, asker.user, now);
      continue;
    }
    await noteRefusal(showing, asker, { devices: run.devices, risk: 'read', why: `to stop ${run.id}: ${denied.says}` });
    refused = { code: 'not-allowed', message: denied.says, todo: denied.todo };
  }
  return refused;
}

function deniedOf({ fleet }: LiveDesk, { devices }: LiveRun, asker: Asker): Denied | null {
  for (const device of devices) {
    const decision = decide(fleet, asker, { act: 'ask', risk: 'read', device });
    if (!decision.allowed) return decision;
  }
  return null;
}
