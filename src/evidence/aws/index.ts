import type { TextParser } from '../parser.ts';
import { awsNetworkAcls, awsSecurityGroups } from './filters.ts';
import { awsFlowLog } from './flow-log.ts';
import { awsInstanceCheck, awsInstances, awsInterfaceCheck, awsNetworkInterfaces } from './interfaces.ts';
import { awsReachability } from './reachability.ts';
import { awsRouteTables, awsSubnets } from './route-tables.ts';

/** Every reply of AWS that is read. */
export const awsParsers: readonly TextParser[] = [
  awsInstances,
  awsNetworkInterfaces,
  awsInstanceCheck,
  awsInterfaceCheck,
  awsRouteTables,
  awsSubnets,
  awsNetworkAcls,
  awsSecurityGroups,
  awsReachability,
  awsFlowLog,
];
