import { describe, expect, it } from 'vitest';
import type { Finding, FindingCode } from '../../src/model/finding.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';

async function foundIn(scenario: string, code: FindingCode): Promise<readonly Finding[]> {
  const { findings } = triage(await readScenario(`test/scenarios/${scenario}`));
  return findings.filter((finding) => finding.code === code);
}

async function readings(scenario: string, code: FindingCode): Promise<readonly string[]> {
  return (await foundIn(scenario, code)).map(({ reading }) => reading);
}

describe('a firewall that gives up its checks', () => {
  it('proves nothing by counters that stand still', async () => {
    const scenario = 'return-path-bypass-checks-given-up';

    expect(await readings(scenario, 'counter.quiet')).toEqual(['could-not-tell']);
    expect(await readings(scenario, 'counter.non-syn-drops')).toEqual(['could-not-tell']);
    expect(await readings(scenario, 'counter.out-of-window')).toEqual(['could-not-tell']);
    expect(await readings(scenario, 'counter.zone-change')).toEqual(['not-seen']);
  });

  it('is told apart from one whose checks are in force', async () => {
    expect(await readings('healthy-same-zone-asymmetry', 'counter.quiet')).toEqual(['seen']);
  });
});

describe('the link by which units hand packets over', () => {
  it('is down where the page of a unit says so, and up where it says that', async () => {
    const scenario = 'ha-session-owner-mismatch-ipv6';

    expect(await readings(scenario, 'ha.forwarding-link-down')).toEqual(['seen', 'seen']);
    expect(await readings('healthy-active-active-handed-over', 'ha.forwarding-link-down')).toEqual([
      'not-seen',
      'not-seen',
    ]);
  });

  it('is not known where only the short page was shown', async () => {
    const both = await readings('ha-session-owner-mismatch-xml', 'ha.forwarding-link-down');

    expect(both).toEqual(['could-not-tell', 'could-not-tell']);
  });
});

describe('equal routes back', () => {
  it('are two internet links in two zones where both carry a default route', async () => {
    const [found] = await foundIn('dual-isp-return-equal-paths', 'fib.ecmp-return');

    expect(found?.values).toMatchObject({ links: true, severalZones: true });
  });

  it('are no internet links where they lead to an inside network', async () => {
    const [found] = await foundIn('inconclusive-old-session-or-hash', 'fib.ecmp-return');

    expect(found?.reading).toBe('seen');
    expect(found?.values).toMatchObject({ links: false });
  });

  it('do not matter to a session whose log tells of symmetric return', async () => {
    expect(await readings('healthy-ecmp-symmetric-return', 'pbf.return-covered')).toEqual(['seen']);
  });
});

describe('a session that formed before the fix', () => {
  it('says how long it lives on without another packet', async () => {
    const [found] = await foundIn('stale-session-source-nat', 'session.older-than-fix');

    expect(found?.reading).toBe('seen');
    expect(found?.values).toMatchObject({ leftSeconds: 3544, timeoutSeconds: 3600 });
  });
});
