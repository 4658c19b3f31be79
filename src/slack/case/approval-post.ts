import { basisOf } from '../../access/approval/request.ts';
import { type Approval, devicesOf, type LiveAction } from '../../model/approval.ts';
import { approvalMessage } from '../../report/slack/approval.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import { postIn } from '../../store/posts.ts';
import { putInPlace } from '../letter.ts';
import type { Bot } from '../plan.ts';
import type { Showing } from './show.ts';

/** Posts a request, or brings its message up to date. `says`: what came of it. */
export async function showApproval(showing: Showing, approval: Approval, says: string | null): Promise<void> {
  const { tx, about, teller, now } = showing;
  const slot = `approval-${approval.id}`;
  const stands = (await postIn(tx, about.id, slot)) !== null;
  const place = { caseId: about.id, slot, channel: about.channel, stands };
  await putInPlace(tx, place, approvalMessage(about, approval, says), teller, now);
}

/** What a request would be made on at this moment. The conversation is what a person said, else what the evidence shows. */
export async function standOf({ fleet }: Pick<Bot, 'fleet'>, { tx, about }: Showing, action: LiveAction) {
  const flow = about.flow ?? (await latestTriage(tx, about.id))?.flow ?? null;
  const named = devicesOf(action);
  const devices = (fleet?.devices ?? []).filter(({ name }) => named.includes(name));
  return { about: { ...about, flow }, devices, basis: basisOf({ ...about, flow }, action, devices) };
}
