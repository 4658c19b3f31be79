import type { CatalogueSection } from './entry.ts';

export const AWS: CatalogueSection = {
  title: 'AWS',
  entries: [
    {
      kind: 'aws-instances',
      from: 'aws ec2 describe-instances',
      shows: 'instances, their interfaces, source/destination check',
      example: 'aws/describe-instances/two-interfaces-one-subnet.txt',
    },
    {
      kind: 'aws-network-interfaces',
      from: 'aws ec2 describe-network-interfaces',
      shows: 'interfaces, source/destination check',
      example: 'aws/describe-network-interface-attribute/check-on.txt',
    },
    {
      kind: 'aws-route-tables',
      from: 'aws ec2 describe-route-tables',
      shows: 'routes of subnets, to appliances and endpoints',
      example: 'aws/describe-route-tables/appliance-both-ways.txt',
    },
    {
      kind: 'aws-subnets',
      from: 'aws ec2 describe-subnets',
      shows: 'subnets',
      example: 'aws/describe-subnets/two.txt',
    },
    {
      kind: 'aws-network-acls',
      from: 'aws ec2 describe-network-acls',
      shows: 'stateless rules, both directions',
      example: 'aws/describe-network-acls/no-ephemeral-ports-out.txt',
    },
    {
      kind: 'aws-security-groups',
      from: 'aws ec2 describe-security-groups',
      shows: 'security groups',
      example: 'aws/describe-security-groups/web-and-app.txt',
    },
    {
      kind: 'aws-reachability',
      from: 'aws ec2 describe-network-insights-analyses',
      shows: 'what Reachability Analyzer found',
      example: 'aws/describe-network-insights-analyses/reachable.txt',
    },
    {
      kind: 'aws-flow-log',
      from: 'VPC flow logs',
      shows: 'accepted and rejected packets of each direction',
      example: 'aws/flow-log/default-format.txt',
    },
  ],
};
