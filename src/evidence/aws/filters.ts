import type { AwsAclEntry, AwsNetworkAcl, AwsSecurityGroup, AwsSecurityRule } from '../../model/facts.ts';
import { numberOfProtocol } from '../../model/ip-protocol.ts';
import { describeParser } from './describe.ts';
import { child, flag, number, objects, text, texts } from './json-fields.ts';
import type { JsonObject } from './json-tree.ts';
import { NETWORK_ACLS, SECURITY_GROUPS } from './known-keys.ts';
import { citeNode, type Page } from './page.ts';

/** `aws ec2 describe-network-acls`. */
export const awsNetworkAcls = describeParser({
  kind: 'aws-network-acls',
  operations: ['describe-network-acls'],
  tops: ['NetworkAcls'],
  shape: NETWORK_ACLS,
  factsOf: aclFact,
});

/** `aws ec2 describe-security-groups`. */
export const awsSecurityGroups = describeParser({
  kind: 'aws-security-groups',
  operations: ['describe-security-groups'],
  tops: ['SecurityGroups'],
  shape: SECURITY_GROUPS,
  factsOf: groupFact,
});

function aclFact(page: Page, node: JsonObject): readonly AwsNetworkAcl[] {
  const id = text(node, 'NetworkAclId');
  const entries = objects(node, 'Entries').flatMap((entry) => aclEntry(page, entry));
  // A list with a hole in it would be read wrongly.
  if (id === null || entries.length < objects(node, 'Entries').length) return [];
  return [
    {
      kind: 'aws-network-acl',
      at: citeNode(page, node, ['NetworkAclId']),
      id,
      subnets: texts(node, 'Associations', 'SubnetId'),
      entries,
    },
  ];
}

function aclEntry(page: Page, node: JsonObject): readonly AwsAclEntry[] {
  const order = number(node, 'RuleNumber');
  const egress = flag(node, 'Egress');
  const action = text(node, 'RuleAction');
  const prefix = text(node, 'CidrBlock') ?? text(node, 'Ipv6CidrBlock');
  const protocol = protocolOf(text(node, 'Protocol'));
  if (order === null || egress === null || prefix === null || protocol === undefined) return [];
  if (action !== 'allow' && action !== 'deny') return [];
  return [
    {
      number: order,
      egress,
      allow: action === 'allow',
      protocol,
      prefix,
      ports: portRange(number(child(node, 'PortRange'), 'From'), number(child(node, 'PortRange'), 'To')),
      at: citeNode(page, node, [
        'RuleNumber',
        'RuleAction',
        'Egress',
        'Protocol',
        'CidrBlock',
        'Ipv6CidrBlock',
        'PortRange',
      ]),
    },
  ];
}

/** `-1` is every protocol (null here); a word that is no protocol is undefined. */
function protocolOf(written: string | null): number | null | undefined {
  if (written === null) return undefined;
  if (written === '-1' || written === 'all') return null;
  if (/^\d{1,3}$/.test(written)) return Number(written);
  return numberOfProtocol(written) ?? undefined;
}

/** A missing range, or one from -1, means every port. */
function portRange(from: number | null, to: number | null): readonly [number, number] | null {
  return from === null || to === null || from < 0 || to < 0 ? null : [from, to];
}

function groupFact(page: Page, node: JsonObject): readonly AwsSecurityGroup[] {
  const id = text(node, 'GroupId');
  const inbound = objects(node, 'IpPermissions');
  const outbound = objects(node, 'IpPermissionsEgress');
  const rules = [
    ...inbound.flatMap((rule) => securityRule(page, rule, false)),
    ...outbound.flatMap((rule) => securityRule(page, rule, true)),
  ];
  if (id === null || rules.length < inbound.length + outbound.length) return [];
  return [
    {
      kind: 'aws-security-group',
      at: citeNode(page, node, ['GroupId', 'GroupName']),
      id,
      name: text(node, 'GroupName'),
      rules,
    },
  ];
}

function securityRule(page: Page, node: JsonObject, egress: boolean): readonly AwsSecurityRule[] {
  const protocol = protocolOf(text(node, 'IpProtocol'));
  if (protocol === undefined) return [];
  return [
    {
      egress,
      protocol,
      // For ICMP the two numbers are type and code.
      ports: protocol === 1 || protocol === 58 ? null : portRange(number(node, 'FromPort'), number(node, 'ToPort')),
      prefixes: [...texts(node, 'IpRanges', 'CidrIp'), ...texts(node, 'Ipv6Ranges', 'CidrIpv6')],
      groups: texts(node, 'UserIdGroupPairs', 'GroupId'),
      prefixLists: texts(node, 'PrefixListIds', 'PrefixListId'),
      at: citeNode(page, node, ['IpProtocol', 'FromPort', 'ToPort']),
    },
  ];
}
