import type { TextParser } from '../parser.ts';
import { cefEntry } from './cef-entry.ts';
import { exactRoute } from './exact-route.ts';
import { interfaceBrief } from './interface-brief.ts';
import { junosForwarding } from './junos-forwarding.ts';
import { junosLoadBalance } from './junos-load-balance.ts';
import { loadSharing } from './load-sharing.ts';
import { routerRoute } from './show-route.ts';

/** What routers print, in the order in which an output without its command is tried. */
export const routerParsers: readonly TextParser[] = [
  exactRoute,
  interfaceBrief,
  junosForwarding,
  cefEntry,
  routerRoute,
  loadSharing,
  junosLoadBalance,
];
