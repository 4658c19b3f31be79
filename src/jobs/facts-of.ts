import { readEvidence } from '../evidence/read.ts';
import type { DeviceReply } from '../model/device-reply.ts';
import type { Fact } from '../model/facts.ts';

/** What one reply says, read as all evidence is. */
export function factsOf(reply: DeviceReply): readonly Fact[] {
  const { device, cli, text, takenAt } = reply;
  const raw = { source: `${device}: ${cli}`, text, obtained: 'api', observer: device, command: cli, takenAt } as const;
  return readEvidence([raw]).flatMap(({ facts }) => facts);
}
