import type { TextParser } from '../parser.ts';
import { conntrack } from './conntrack.ts';
import { hostCounters } from './host-counters.ts';
import { hostService } from './host-service.ts';
import { ifcfg } from './ifcfg.ts';
import { interfacesFile } from './interfaces-file.ts';
import { ipAddress } from './ip-address.ts';
import { ipNeighbour } from './ip-neighbour.ts';
import { ipRoute } from './ip-route.ts';
import { ipRule } from './ip-rule.ts';
import { iptables } from './iptables.ts';
import { ipvs } from './ipvs.ts';
import { kernelLog } from './kernel-log.ts';
import { mtr } from './mtr.ts';
import { netplan } from './netplan.ts';
import { networkManager } from './network-manager.ts';
import { networkd } from './networkd.ts';
import { nftables } from './nftables.ts';
import { ping } from './ping.ts';
import { sockets } from './sockets.ts';
import { sysctl } from './sysctl.ts';
import { tableNames } from './table-names.ts';

/** What a Linux host prints, beside traceroute and `ip route get`; clear titles first, mere rows last. */
export const linuxParsers: readonly TextParser[] = [
  mtr,
  ping,
  hostCounters,
  sockets,
  conntrack,
  ipvs,
  nftables,
  iptables,
  kernelLog,
  networkManager,
  netplan,
  networkd,
  interfacesFile,
  ifcfg,
  hostService,
  ipRule,
  ipAddress,
  ipNeighbour,
  ipRoute,
  sysctl,
  tableNames,
];
