import { entity, type Shape, shape } from './shape.ts';

/**
 * What Amazon EC2 prints for each thing, by its API Reference (version 2016-11-15): the members of the types of the
 * same names, in the spelling of the command line. A key that is missing here is told to the reader as not known.
 */

const TAGS = shape('Key Value');

const ATTACHMENT = shape(`AttachTime AttachmentId DeleteOnTermination DeviceIndex EnaQueueCount EnaSrdSpecification
InstanceId InstanceOwnerId NetworkCardIndex Status`);

const PRIVATE_ADDRESSES = shape('Primary PrivateDnsName PrivateIpAddress', {
  Association: shape('AllocationId AssociationId CarrierIp CustomerOwnedIp IpOwnerId PublicDnsName PublicIp'),
});

const INTERFACE_PARTS: Readonly<Record<string, Shape>> = {
  Association: shape('AllocationId AssociationId CarrierIp CustomerOwnedIp IpOwnerId PublicDnsName PublicIp'),
  Attachment: ATTACHMENT,
  Groups: shape('GroupId GroupName'),
  Ipv6Addresses: shape('Ipv6Address IsPrimaryIpv6 PublicIpv6DnsName'),
  PrivateIpAddresses: PRIVATE_ADDRESSES,
};

const INTERFACE_KEYS = `AssociatedSubnets AvailabilityZone AvailabilityZoneId ConnectionTrackingConfiguration
DenyAllIgwTraffic Description InterfaceType Ipv4Prefixes Ipv6Address Ipv6Native Ipv6Prefixes MacAddress
NetworkInterfaceId Operator OutpostArn OwnerId PrivateDnsName PrivateIpAddress PublicDnsName PublicIpDnsNameOptions
RequesterId RequesterManaged SourceDestCheck Status SubnetId VpcId`;

const INSTANCE = entity(
  `AmiLaunchIndex Architecture BlockDeviceMappings BootMode CapacityBlockId CapacityReservationId
CapacityReservationSpecification ClientToken CpuOptions CurrentInstanceBootMode EbsOptimized
ElasticGpuAssociations ElasticInferenceAcceleratorAssociations EnaSupport EnclaveOptions HibernationOptions Hypervisor
IamInstanceProfile ImageId InstanceId InstanceLifecycle InstanceType Ipv6Address KernelId KeyName LaunchTime Licenses
MaintenanceOptions MetadataOptions Monitoring NetworkPerformanceOptions Operator OutpostArn Placement Platform
PlatformDetails PrivateDnsName PrivateDnsNameOptions PrivateIpAddress ProductCodes PublicDnsName PublicIpAddress
RamdiskId RootDeviceName RootDeviceType SecurityGroups SourceDestCheck SpotInstanceRequestId SriovNetSupport
StateReason StateTransitionReason SubnetId TpmSupport UsageOperation UsageOperationUpdateTime VirtualizationType VpcId`,
  {
    NetworkInterfaces: shape(INTERFACE_KEYS, INTERFACE_PARTS),
    State: shape('Code Name'),
    Tags: TAGS,
  },
);

export const INSTANCES = shape('NextToken', {
  Reservations: shape('Groups OwnerId RequesterId ReservationId', { Instances: INSTANCE }),
});

export const NETWORK_INTERFACES = shape('NextToken', {
  NetworkInterfaces: entity(INTERFACE_KEYS, { ...INTERFACE_PARTS, TagSet: TAGS }),
});

export const ROUTE_TABLES = shape('NextToken', {
  RouteTables: entity('OwnerId PropagatingVgws RouteTableId Tags VpcId', {
    Associations: shape(`AssociationState GatewayId Main PublicIpv4Pool RouteTableAssociationId RouteTableId SubnetId`),
    Routes: shape(`CarrierGatewayId CoreNetworkArn DestinationCidrBlock DestinationIpv6CidrBlock
DestinationPrefixListId EgressOnlyInternetGatewayId GatewayId InstanceId InstanceOwnerId IpAddress LocalGatewayId
NatGatewayId NetworkInterfaceId OdbNetworkArn Origin State TransitGatewayId VpcPeeringConnectionId`),
  }),
});

export const SUBNETS = shape('NextToken', {
  Subnets: entity(
    `AssignIpv6AddressOnCreation AvailabilityZone AvailabilityZoneId AvailableIpAddressCount BlockPublicAccessStates
CidrBlock CustomerOwnedIpv4Pool DefaultForAz EnableDns64 EnableLniAtDeviceIndex Ipv6Native
MapCustomerOwnedIpOnLaunch MapPublicIpOnLaunch OutpostArn OwnerId PrivateDnsNameOptionsOnLaunch State SubnetArn
SubnetId Tags Type VpcId`,
    {
      Ipv6CidrBlockAssociationSet: shape(
        'AssociationId IpSource Ipv6AddressAttribute Ipv6CidrBlock Ipv6CidrBlockState',
      ),
    },
  ),
});

export const NETWORK_ACLS = shape('NextToken', {
  NetworkAcls: entity('IsDefault NetworkAclId OwnerId Tags VpcId', {
    Associations: shape('NetworkAclAssociationId NetworkAclId SubnetId'),
    Entries: shape('CidrBlock Egress IcmpTypeCode Ipv6CidrBlock Protocol RuleAction RuleNumber', {
      PortRange: shape('From To'),
    }),
  }),
});

const PERMISSIONS = shape('FromPort IpProtocol ToPort', {
  IpRanges: shape('CidrIp Description'),
  Ipv6Ranges: shape('CidrIpv6 Description'),
  PrefixListIds: shape('Description PrefixListId'),
  UserIdGroupPairs: shape('Description GroupId GroupName PeeringStatus UserId VpcId VpcPeeringConnectionId'),
});

export const SECURITY_GROUPS = shape('NextToken', {
  SecurityGroups: entity('Description GroupId GroupName OwnerId SecurityGroupArn Tags VpcId', {
    IpPermissions: PERMISSIONS,
    IpPermissionsEgress: PERMISSIONS,
  }),
});

const PACKET_HEADER = shape('DestinationAddresses DestinationPortRanges Protocol SourceAddresses SourcePortRanges');

const PATH_COMPONENT = shape(
  `AclRule AdditionalDetails AttachedTo DestinationVpc ElasticLoadBalancerListener Explanations FirewallStatefulRule
FirewallStatelessRule RouteTableRoute SecurityGroupRule SequenceNumber ServiceName SourceVpc Subnet TransitGateway
TransitGatewayRouteTableRoute Vpc`,
  { Component: shape('Arn Id Name'), InboundHeader: PACKET_HEADER, OutboundHeader: PACKET_HEADER },
);

const COMPONENT = shape('Arn Id Name');
const EXPLANATION_COMPONENTS = [
  'Acl',
  'AttachedTo',
  'Component',
  'CustomerGateway',
  'Destination',
  'DestinationVpc',
  'ElasticLoadBalancerListener',
  'IngressRouteTable',
  'InternetGateway',
  'LoadBalancerTargetGroup',
  'NatGateway',
  'NetworkInterface',
  'PrefixList',
  'RouteTable',
  'SecurityGroup',
  'SourceVpc',
  'Subnet',
  'SubnetRouteTable',
  'TransitGateway',
  'TransitGatewayAttachment',
  'TransitGatewayRouteTable',
  'Vpc',
  'VpcEndpoint',
  'VpcPeeringConnection',
  'VpnConnection',
  'VpnGateway',
] as const;

const EXPLANATION = shape(
  `AclRule Address Addresses AvailabilityZoneIds AvailabilityZones Cidrs ClassicLoadBalancerListener ComponentAccount
ComponentRegion Direction ElasticLoadBalancerListener ExplanationCode FirewallStatefulRule FirewallStatelessRule
LoadBalancerArn LoadBalancerListenerPort LoadBalancerTarget LoadBalancerTargetGroups LoadBalancerTargetPort
MissingComponent PacketField Port PortRanges Protocols RouteTableRoute SecurityGroupRule SecurityGroups State
TransitGatewayRouteTableRoute`,
  Object.fromEntries(EXPLANATION_COMPONENTS.map((name) => [name, COMPONENT])),
);

export const ANALYSES = shape('NextToken', {
  NetworkInsightsAnalyses: entity(
    `AdditionalAccounts AlternatePathHints FilterInArns FilterOutArns NetworkInsightsAnalysisArn
NetworkInsightsAnalysisId NetworkInsightsPathId NetworkPathFound StartDate Status StatusMessage SuggestedAccounts Tags
WarningMessage`,
    { ForwardPathComponents: PATH_COMPONENT, ReturnPathComponents: PATH_COMPONENT, Explanations: EXPLANATION },
  ),
});

const CHECK = shape('Value');

/** The replies of `describe-instance-attribute` and `describe-network-interface-attribute`, asked for the check. */
export const INSTANCE_CHECK = entity('InstanceId', { SourceDestCheck: CHECK });
export const INTERFACE_CHECK = entity('NetworkInterfaceId', { SourceDestCheck: CHECK });
