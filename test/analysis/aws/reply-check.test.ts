import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../../src/model/finding.ts';
import { triage } from '../../../src/triage.ts';
import { readScenario } from '../../support/scenario.ts';
import { SCENARIOS } from '../../support/scenario-variations.ts';

/** What the analysis of a scenario says of the reply at the interface that it leaves by. */
async function told(name: string, code: FindingCode) {
  const { findings } = triage(await readScenario(`${SCENARIOS}${name}`));
  return findings.filter((finding) => finding.code === code).map(({ reading, values }) => ({ reading, ...values }));
}

describe('the source/destination check and the reply of an instance', () => {
  it('meet where the reply leaves by an interface that does not hold its source', async () => {
    expect(await told('ec2-observation-2-source-dest-check', 'aws.reply-fails-source-check')).toMatchObject([
      { reading: 'seen', device: 'eth0', eni: 'eni-0e5c2000000000024', own: false },
    ]);
    expect(await told('ec2-observation-2-source-dest-check', 'aws.reply-lost-past-interface')).toMatchObject([
      { reading: 'seen', device: 'eth0' },
    ]);
  });

  it('do not meet where the reply leaves by the interface of its source', async () => {
    expect(await told('ec2-observation-5-healthy', 'aws.reply-fails-source-check')).toMatchObject([
      { reading: 'not-seen', device: 'eth1', own: true },
    ]);
    expect(await told('ec2-observation-5-healthy', 'aws.reply-lost-past-interface')).toEqual([]);
  });

  it('do not meet where the check is off, and the client gets the reply', async () => {
    expect(await told('healthy-host-check-off-in-the-cloud', 'aws.reply-fails-source-check')).toMatchObject([
      { reading: 'not-seen', device: 'eth0', own: false },
    ]);
  });

  it('are told from the tables alone, which show no loss', async () => {
    expect(await told('ec2-observation-1-strict-filter', 'aws.reply-fails-source-check')).toMatchObject([
      { reading: 'seen', device: 'eth0' },
    ]);
    expect(await told('ec2-observation-1-strict-filter', 'aws.reply-lost-past-interface')).toEqual([]);
  });
});
