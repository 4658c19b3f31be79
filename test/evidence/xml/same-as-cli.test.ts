import { describe, expect, it } from 'vitest';
import { advancedRoutingFib } from '../../../src/evidence/cli/advanced-routing-fib.ts';
import { advancedRoutingRoute } from '../../../src/evidence/cli/advanced-routing-route.ts';
import { arp } from '../../../src/evidence/cli/arp.ts';
import { counterGlobal } from '../../../src/evidence/cli/counter-global.ts';
import { fibLookup } from '../../../src/evidence/cli/fib-lookup.ts';
import { haAll } from '../../../src/evidence/cli/ha-all.ts';
import { haState } from '../../../src/evidence/cli/ha-state.ts';
import { interfaceOne } from '../../../src/evidence/cli/interface.ts';
import { interfaceAll } from '../../../src/evidence/cli/interface-all.ts';
import { natPolicy } from '../../../src/evidence/cli/nat-policy.ts';
import { packetDiagSetting } from '../../../src/evidence/cli/packet-diag-setting.ts';
import { pbfPolicy } from '../../../src/evidence/cli/pbf-policy.ts';
import { pbfPolicyMatch } from '../../../src/evidence/cli/pbf-policy-match.ts';
import { pbfRuleAll } from '../../../src/evidence/cli/pbf-rule-all.ts';
import { routingFib } from '../../../src/evidence/cli/routing-fib.ts';
import { routingRoute } from '../../../src/evidence/cli/routing-route.ts';
import { sessionAll } from '../../../src/evidence/cli/session-all.ts';
import { sessionId } from '../../../src/evidence/cli/session-id.ts';
import { sessionInfo } from '../../../src/evidence/cli/session-info.ts';
import { systemInfo } from '../../../src/evidence/cli/system-info.ts';
import { tcpState } from '../../../src/evidence/cli/tcp-state.ts';
import { trafficLog } from '../../../src/evidence/cli/traffic-log.ts';
import { readXml } from '../../../src/evidence/xml/read-xml.ts';
import type { Fact } from '../../../src/model/facts.ts';
import { blockOf, xmlFixtures } from './fixtures.ts';

const CLI_PARSERS = [
  advancedRoutingFib,
  advancedRoutingRoute,
  arp,
  counterGlobal,
  fibLookup,
  haAll,
  haState,
  interfaceAll,
  interfaceOne,
  natPolicy,
  packetDiagSetting,
  pbfPolicy,
  pbfPolicyMatch,
  pbfRuleAll,
  routingFib,
  routingRoute,
  sessionAll,
  sessionId,
  sessionInfo,
  systemInfo,
  tcpState,
  trafficLog,
];

/** What the CLI has no column for, while the XML has an element. Everything else must be equal. */
const NOT_ON_THE_CLI: ReadonlyMap<string, readonly string[]> = new Map([
  ['session-row', ['rule', 'ingress', 'egress', 'startTime', 'totalBytes']],
]);

const paired = xmlFixtures().filter((fixture) => fixture.text !== null);

describe('the same state of a firewall, once as XML and once as text', () => {
  for (const { name, folder, xml, text, command } of paired) {
    it(`${name} gives the same facts in both forms`, () => {
      const parser = CLI_PARSERS.find((candidate) => candidate.kind === folder);
      const fromText = parser?.read(blockOf(text ?? '', command)).facts ?? [];
      const { kind, facts: fromXml } = readXml(blockOf(xml, command));

      expect(kind).toBe(folder);
      expect(fromText.length).toBeGreaterThan(0);
      expect(fromXml.map(comparable)).toEqual(fromText.map(comparable));
    });
  }

  it('is compared for every command that the CLI reads', () => {
    const compared = new Set(paired.map((fixture) => fixture.folder));

    expect(CLI_PARSERS.map((parser) => parser.kind).filter((kind) => !compared.has(kind))).toEqual([]);
  });
});

function comparable(fact: Fact): Readonly<Record<string, unknown>> {
  const left = new Set(['at', 'quotes', ...(NOT_ON_THE_CLI.get(fact.kind) ?? [])]);
  return Object.fromEntries(Object.entries(fact).filter(([field]) => !left.has(field)));
}
