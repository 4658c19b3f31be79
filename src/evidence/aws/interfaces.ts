import type { AwsInstance, AwsNetworkInterface, AwsSourceDestCheck, Fact } from '../../model/facts.ts';
import { describeParser } from './describe.ts';
import { child, flag, number, objects, text, texts } from './json-fields.ts';
import type { JsonObject } from './json-tree.ts';
import { INSTANCE_CHECK, INSTANCES, INTERFACE_CHECK, NETWORK_INTERFACES } from './known-keys.ts';
import { citeNode, type Page } from './page.ts';

/** `aws ec2 describe-instances`: the instances and the network interfaces that stand in them. */
export const awsInstances = describeParser({
  kind: 'aws-instances',
  operations: ['describe-instances'],
  tops: ['Reservations'],
  shape: INSTANCES,
  factsOf: (page, instance) => {
    const fact = instanceFact(page, instance);
    if (fact === null) return [];
    return [fact, ...objects(instance, 'NetworkInterfaces').flatMap((node) => interfaceFact(page, node, fact.id))];
  },
});

/** `aws ec2 describe-network-interfaces`. */
export const awsNetworkInterfaces = describeParser({
  kind: 'aws-network-interfaces',
  operations: ['describe-network-interfaces'],
  tops: ['NetworkInterfaces'],
  shape: NETWORK_INTERFACES,
  factsOf: (page, node) => interfaceFact(page, node, text(child(node, 'Attachment'), 'InstanceId')),
});

/** `aws ec2 describe-instance-attribute --attribute sourceDestCheck`. */
export const awsInstanceCheck = describeParser({
  kind: 'aws-instances',
  operations: ['describe-instance-attribute'],
  tops: ['InstanceId', 'SourceDestCheck'],
  shape: INSTANCE_CHECK,
  factsOf: (page, node) => checkFact(page, node, 'InstanceId'),
});

/** `aws ec2 describe-network-interface-attribute --attribute sourceDestCheck`. */
export const awsInterfaceCheck = describeParser({
  kind: 'aws-network-interfaces',
  operations: ['describe-network-interface-attribute'],
  tops: ['NetworkInterfaceId', 'SourceDestCheck'],
  shape: INTERFACE_CHECK,
  factsOf: (page, node) => checkFact(page, node, 'NetworkInterfaceId'),
});

function instanceFact(page: Page, node: JsonObject): AwsInstance | null {
  const id = text(node, 'InstanceId');
  if (id === null) return null;
  return {
    kind: 'aws-instance',
    at: citeNode(page, node, ['InstanceId', 'SourceDestCheck']),
    id,
    name:
      objects(node, 'Tags').flatMap((tag) => (text(tag, 'Key') === 'Name' ? (text(tag, 'Value') ?? []) : []))[0] ??
      null,
    state: text(child(node, 'State'), 'Name'),
    sourceDestCheck: flag(node, 'SourceDestCheck'),
  };
}

function interfaceFact(page: Page, node: JsonObject, instance: string | null): readonly AwsNetworkInterface[] {
  const id = text(node, 'NetworkInterfaceId');
  if (id === null) return [];
  const own = text(node, 'PrivateIpAddress');
  const addresses = [
    ...(own === null ? [] : [own]),
    ...texts(node, 'PrivateIpAddresses', 'PrivateIpAddress'),
    ...texts(node, 'Ipv6Addresses', 'Ipv6Address'),
  ];
  const publicAddress = text(child(node, 'Association'), 'PublicIp');
  const others = objects(node, 'PrivateIpAddresses').flatMap(
    (one) => text(child(one, 'Association'), 'PublicIp') ?? [],
  );
  return [
    {
      kind: 'aws-network-interface',
      at: citeNode(page, node, ['NetworkInterfaceId', 'SourceDestCheck']),
      id,
      instance,
      deviceIndex: number(child(node, 'Attachment'), 'DeviceIndex'),
      subnet: text(node, 'SubnetId'),
      vpc: text(node, 'VpcId'),
      addresses: [...new Set(addresses)],
      publicAddresses: [...new Set([...(publicAddress === null ? [] : [publicAddress]), ...others])],
      sourceDestCheck: flag(node, 'SourceDestCheck'),
      type: text(node, 'InterfaceType'),
      groups: texts(node, 'Groups', 'GroupId'),
    },
  ];
}

function checkFact(page: Page, node: JsonObject, key: string): readonly Fact[] {
  const resource = text(node, key);
  const enabled = flag(child(node, 'SourceDestCheck'), 'Value');
  if (resource === null || enabled === null) return [];
  const fact: AwsSourceDestCheck = {
    kind: 'aws-source-dest-check',
    at: citeNode(page, node, [key, 'SourceDestCheck']),
    resource,
    enabled,
  };
  return [fact];
}
