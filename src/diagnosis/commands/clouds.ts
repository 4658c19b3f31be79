import type { CommandId } from '../../model/command.ts';
import type { Fill } from './fill.ts';

/** What an AWS account is asked: descriptions only. */
export const CLOUD_COMMANDS = {
  'aws-interfaces': () => 'aws ec2 describe-network-interfaces --output json',
  'aws-routes': () => 'aws ec2 describe-route-tables --output json\naws ec2 describe-subnets --output json',
  'aws-acls': () => 'aws ec2 describe-network-acls --output json\naws ec2 describe-subnets --output json',
  'aws-groups': () => 'aws ec2 describe-security-groups --output json',
  'aws-reachability': () => 'aws ec2 describe-network-insights-analyses --output json',
  'aws-flow-log': () => 'aws logs tail <log group of the VPC flow log> --since 30m',
} as const satisfies Partial<Record<CommandId, Fill>>;
