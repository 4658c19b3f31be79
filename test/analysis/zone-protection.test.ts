import { describe, expect, it } from 'vitest';
import { findingsOf, without } from './scenario-findings.ts';

async function drops(...from: Parameters<typeof findingsOf>) {
  const findings = await findingsOf(...from);
  return Object.fromEntries(
    findings
      .filter(({ code }) => code === 'protection.zone-drops')
      .map(({ values, reading }) => [values.kind, [reading, values.mechanism, values.delta]]),
  );
}

describe('what the protection profile of a zone drops', () => {
  it('is what its counts grow by between two readings', async () => {
    expect(await drops('zone-protection')).toEqual({
      flood: ['seen', 'tcp-syn', 1242],
      packet: ['not-seen', 'discard-tcp-split-handshake', 0],
    });
  });

  it('cannot be told from one reading of a total', async () => {
    const one = await drops('zone-protection', without('4-zone-again'));
    expect(one.flood).toEqual(['could-not-tell', 'udp', 0]);
  });

  it('tells a flood from a malformed packet', async () => {
    expect(await drops('zone-protection-packet-check-captured')).toMatchObject({
      packet: ['seen', 'discard-tcp-syn-with-data', 4],
      flood: ['not-seen', 'tcp-syn', 0],
    });
  });

  it('tells a check of the way back from both', async () => {
    expect(await drops('inconclusive-spoof-check-drops')).toMatchObject({
      spoof: ['seen', 'discard-ip-spoof', 31],
      flood: ['not-seen', 'tcp-syn', 0],
    });
  });
});
