import type { AwsAclEntry, AwsNetworkAcl, AwsSecurityRule } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import { covers } from '../address.ts';
import { observe, present } from '../observation.ts';
import type { VpcEnd, VpcFlow } from './ends.ts';
import type { Vpc } from './vpc.ts';

/** Ports that clients take when theirs is not known: what the widest of them uses (Amazon VPC User Guide, ephemeral ports). */
const EPHEMERAL = [1024, 65_535] as const;
type Ports = readonly [number, number];

/** States what the stateless lists and the security groups at both ends do with each direction. */
export function filterFindings(vpc: Vpc, flow: VpcFlow | null): readonly Observation[] {
  if (flow === null) return [];
  return present([aclFinding(vpc, flow, 'c2s'), aclFinding(vpc, flow, 's2c'), groupFinding(vpc, flow)]);
}

interface Passage {
  readonly acl: AwsNetworkAcl;
  readonly egress: boolean;
  readonly peer: string;
}

interface Decision {
  readonly passage: Passage;
  readonly allowed: boolean | null;
  readonly entry: AwsAclEntry | null;
}

/** Packets of one direction leave the sender's subnet and enter the receiver's; inside of one subnet no list looks at them. */
function aclFinding(vpc: Vpc, flow: VpcFlow, direction: 'c2s' | 's2c'): Observation | null {
  const { client, server } = flow;
  if (client.subnet !== null && client.subnet === server.subnet) return null;
  const [from, to] = direction === 'c2s' ? [client, server] : [server, client];
  const passages = present([passageOf(vpc, from, true, to.address), passageOf(vpc, to, false, from.address)]);
  if (passages.length === 0) return null;
  const decisions = passages.map((passage) => decide(passage, flow.number, portsOf(to, direction)));
  const denied = decisions.find(({ allowed }) => allowed === false);
  const open = decisions.find(({ allowed }) => allowed === null);
  const told = denied ?? open ?? decisions[0];
  if (told === undefined) return null;
  const reading: FindingReading = denied !== undefined ? 'seen' : open !== undefined ? 'could-not-tell' : 'not-seen';
  return observe(direction === 'c2s' ? 'aws.acl-denies-request' : 'aws.acl-denies-reply', reading, {
    observers: [vpc.observer],
    direction,
    values: {
      acl: told.passage.acl.id,
      side: told.passage.egress ? 'outbound' : 'inbound',
      rule: told.entry?.number ?? null,
      ports: shownPorts(portsOf(to, direction)),
    },
    citations: [told.entry?.at ?? told.passage.acl.at],
  });
}

/** Null is every port: protocols without ports, or a port that is not known. */
function portsOf(to: VpcEnd, direction: 'c2s' | 's2c'): Ports | null {
  if (to.port !== null) return [to.port, to.port];
  return direction === 's2c' ? EPHEMERAL : null;
}

function shownPorts(ports: Ports | null): string | null {
  return ports === null ? null : [...new Set(ports)].join('–');
}

function passageOf(vpc: Vpc, end: VpcEnd, egress: boolean, peer: string): Passage | null {
  const acl = [...vpc.acls.values()].find(({ subnets }) => end.subnet !== null && subnets.includes(end.subnet));
  return acl === undefined ? null : { acl, egress, peer };
}

/** The first entry that matches decides. When it matches only some of the ports, the port decides, which is not known. */
function decide(passage: Passage, protocol: number, ports: Ports | null): Decision {
  const entries = passage.acl.entries
    .filter(({ egress, prefix }) => egress === passage.egress && covers(prefix, passage.peer))
    .filter((entry) => entry.protocol === null || entry.protocol === protocol)
    .sort((one, other) => one.number - other.number);
  const partial: AwsAclEntry[] = [];
  for (const entry of entries) {
    const match = entry.protocol === null || !hasPorts(protocol) ? 'all' : overlap(entry.ports, ports);
    if (match === 'some') partial.push(entry);
    if (match !== 'all') continue;
    const agreed = partial.every(({ allow }) => allow === entry.allow);
    return { passage, entry: agreed ? entry : (partial[0] ?? entry), allowed: agreed ? entry.allow : null };
  }
  const denied = partial.every(({ allow }) => !allow);
  return { passage, entry: partial[0] ?? null, allowed: denied ? false : null };
}

function hasPorts(protocol: number): boolean {
  return protocol === 6 || protocol === 17;
}

function overlap(rule: Ports | null, wanted: Ports | null): 'all' | 'some' | 'none' {
  if (rule === null) return 'all';
  if (wanted === null) return 'some';
  if (rule[1] < wanted[0] || rule[0] > wanted[1]) return 'none';
  return rule[0] <= wanted[0] && rule[1] >= wanted[1] ? 'all' : 'some';
}

/** Groups are stateful: what they admit is answered. So only the request counts, at both ends. */
function groupFinding(vpc: Vpc, flow: VpcFlow): Observation | null {
  const sides = [
    { end: flow.client, peer: flow.server, egress: true },
    { end: flow.server, peer: flow.client, egress: false },
  ] as const;
  const told = sides.flatMap(({ end, peer, egress }) => {
    const ids = end.interface?.groups ?? [];
    const groups = present(ids.map((id) => vpc.groups.get(id) ?? null));
    if (groups.length === 0) return [];
    const rules = groups.flatMap((group) => group.rules.filter((rule) => rule.egress === egress));
    const readings = rules.map((rule) => admits(rule, flow, peer));
    const complete = groups.length === ids.length;
    const admitted = readings.includes(true) ? true : readings.includes(null) || !complete ? null : false;
    return [{ admitted, egress, eni: end.interface?.id ?? null, groups }];
  });
  const worst =
    told.find(({ admitted }) => admitted === false) ?? told.find(({ admitted }) => admitted === null) ?? told[0];
  if (worst === undefined) return null;
  const reading = worst.admitted === null ? 'could-not-tell' : worst.admitted ? 'not-seen' : 'seen';
  return observe('aws.security-group-denies-request', reading, {
    observers: [vpc.observer],
    direction: 'c2s',
    values: {
      eni: worst.eni,
      side: worst.egress ? 'outbound' : 'inbound',
      groups: worst.groups.map(({ id }) => id).join(', '),
    },
    citations: worst.groups.map(({ at }) => at),
  });
}

/** Null when the rule speaks of prefix lists or of groups whose members are not known. */
function admits(rule: AwsSecurityRule, flow: VpcFlow, peer: VpcEnd): boolean | null {
  if (rule.protocol !== null && rule.protocol !== flow.number) return false;
  const wanted: Ports | null = flow.server.port === null ? null : [flow.server.port, flow.server.port];
  const ports = rule.protocol === null || !hasPorts(flow.number) ? 'all' : overlap(rule.ports, wanted);
  if (ports === 'none') return false;
  const known = rule.prefixes.some((prefix) => covers(prefix, peer.address));
  const member = peer.interface === null ? null : rule.groups.some((id) => peer.interface?.groups.includes(id));
  const open = rule.prefixLists.length > 0 || (rule.groups.length > 0 && member === null);
  if (known || member === true) return ports === 'all' ? true : null;
  return open ? null : false;
}
