import type { DeviceReply } from '../model/device-reply.ts';
import type { Fact } from '../model/facts.ts';
import type { DeskOptions } from './desk-options.ts';

/** What one reply says, read as all evidence is. */
export function factsOf({ triage }: Pick<DeskOptions, 'triage'>, reply: DeviceReply): readonly Fact[] {
  const { device, cli, text, takenAt } = reply;
  const raw = { source: `${device}: ${cli}`, text, obtained: 'api', observer: device, command: cli, takenAt } as const;
  const { evidence } = triage({ raw: [raw], flow: null, symptoms: [], fixedAt: null });
  return evidence.flatMap(({ facts }) => facts);
}
