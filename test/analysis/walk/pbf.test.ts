import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { PbfMatch, PbfRule } from '../../../src/model/facts.ts';
import { AT, block, CLIENT, detail, pbfRule, row, SERVER } from '../../support/facts.ts';
import { valuesOf } from '../read-findings.ts';
import { FIREWALL, findings, link, R1, router, TO_SERVER, via } from './networks.ts';

const [, ...TABLES] = FIREWALL;
const TO_R4: Partial<PbfRule> = { egress: 'ethernet1/4', nextHop: '10.75.0.2' };
const RULE = pbfRule('to-r4', TO_R4);

/** R4 stands where the rule sends packets: behind it the server's router R2. */
const R4 = router('R4', [
  ...link('Gi0/1', '10.75.0.2', '10.75.0.0/30'),
  ...link('Gi0/2', '10.76.0.2', '10.76.0.0/30'),
  ...via('10.50.60.0/24', ['10.76.0.1', 'Gi0/2']),
]);
const R2 = router('R2', [
  TO_SERVER,
  ...link('Gi0/2', '10.72.0.2', '10.72.0.0/30'),
  ...link('Gi0/4', '10.76.0.1', '10.76.0.0/30'),
  ...via('10.20.30.0/24', ['10.72.0.1', 'Gi0/2']),
]);

function tested(rule: string | null, more: Partial<PbfMatch> = {}): Evidence {
  const asked = { from: 'users', source: CLIENT, destination: SERVER, port: 443, protocol: 'tcp' } as const;
  return block('pbf-policy-match', [{ kind: 'pbf-match', at: AT, ...asked, rule, ...more }]);
}

function rules(...facts: readonly PbfRule[]): Evidence {
  return block('pbf-policy', facts);
}

function walked(...shown: readonly Evidence[]) {
  return findings(R1, [...shown, ...TABLES], R4, R2);
}

const THERE_BY_RULE = '10.20.30.41 → R1 → FW-A → R4 → R2 → 10.50.60.10';
const THERE_BY_TABLES = '10.20.30.41 → R1 → FW-A → R2 → 10.50.60.10';
const BACK = '10.50.60.10 → R2 → FW-A → R1 → 10.20.30.41';
const SESSION_ROW = block('session-all', [row()]);

describe('a firewall with rules of policy-based forwarding', () => {
  it('sends the request where the rule says that its session names', () => {
    const found = walked(block('session-id', [detail({ pbf: 'to-r4' })]), rules(RULE));

    expect(valuesOf(found, 'walk.forward-path').path).toBe(THERE_BY_RULE);
    expect(valuesOf(found, 'walk.return-path').path).toBe(BACK);
  });

  it('sends it where the rule says that a test names', () => {
    expect(valuesOf(walked(SESSION_ROW, tested('to-r4'), rules(RULE)), 'walk.forward-path').path).toBe(THERE_BY_RULE);
  });

  it('sends it by the tables when the test matches no rule', () => {
    const found = walked(SESSION_ROW, tested(null), rules(RULE));

    expect(valuesOf(found, 'walk.forward-path').path).toBe(THERE_BY_TABLES);
    expect(valuesOf(found, 'walk.return-path').path).toBe(BACK);
  });

  it('sends it by the tables when its session names no rule, whatever a test says since', () => {
    const found = walked(block('session-id', [detail()]), tested('to-r4'), rules(RULE));

    expect(valuesOf(found, 'walk.forward-path').path).toBe(THERE_BY_TABLES);
  });

  it('stays open when neither a session nor a test of this flow says what they do', () => {
    const others = [tested('to-r4', { port: 22 }), tested('to-r4', { source: '192.0.2.7' })];

    for (const shown of [[], others]) {
      expect(valuesOf(walked(SESSION_ROW, rules(RULE), ...shown), 'walk.forward-path').why).toContain(
        'policy-based forwarding may choose another way',
      );
    }
  });

  it('stays open where the rule’s next hop is not shown, or two rules go by its cut name', () => {
    const session = block('session-id', [detail({ pbf: 'to-datacentre-4' })]);
    const cut = (nextHop: string) => pbfRule('to-datacen', { ...TO_R4, nextHop, nameCut: true });
    const why = (...shown: readonly PbfRule[]) => valuesOf(walked(session, rules(...shown)), 'walk.forward-path').why;

    expect(why(pbfRule('to-datacentre-4', { nextHop: null }))).toContain('the next hop of its rule');
    expect(why(cut('10.75.0.2'), cut('10.79.0.2'))).toContain('is not clear');
    expect(why()).toContain('to-datacentre-4 is not shown');
  });

  it('drops what the rule discards, and leaves to the tables what a rule exempts', () => {
    const by = (action: string) => walked(SESSION_ROW, tested('to-r4'), rules(pbfRule('to-r4', { ...TO_R4, action })));

    expect(valuesOf(by('Discard'), 'walk.forward-path').why).toContain('discards it');
    expect(valuesOf(by('No PBF'), 'walk.forward-path').path).toBe(THERE_BY_TABLES);
  });

  it('does not follow a test to a next hop that is down, and a session it does', () => {
    const down = rules(pbfRule('to-r4', { ...TO_R4, nextHopUp: false }));

    expect(valuesOf(walked(SESSION_ROW, tested('to-r4'), down), 'walk.forward-path').why).toContain('not in force');
    expect(valuesOf(walked(block('session-id', [detail({ pbf: 'to-r4' })]), down), 'walk.forward-path').path).toBe(
      THERE_BY_RULE,
    );
  });

  it('does not say where the reply goes that a symmetric return keeps', () => {
    const kept = rules(pbfRule('to-r4', { ...TO_R4, symmetricReturn: true }));
    const found = walked(block('session-id', [detail({ pbf: 'to-r4' })]), kept);

    expect(valuesOf(found, 'walk.forward-path').path).toBe(THERE_BY_RULE);
    expect(valuesOf(found, 'walk.return-path').why).toContain('by a symmetric return');
  });
});
