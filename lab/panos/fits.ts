import type { PatternId } from '../../src/model/pattern.ts';
import type { NodeName } from '../model.ts';

/** How a kind of network is told by PAN-OS firewalls, or why it is not. */
export type Fit =
  | {
      readonly fits: true;
      /** Nodes that are firewalls here beside those that keep state anyway. */
      readonly firewalls?: readonly NodeName[];
      /** Interfaces towards these nodes are in one zone; otherwise each has its own. */
      readonly oneZone?: readonly NodeName[];
      /** What the same fault is called as well where a firewall does it. */
      readonly alsoRight?: readonly PatternId[];
      /** Draws that do not fit: what was noted of the incident, and why. */
      readonly except?: Readonly<Record<string, string>>;
    }
  | { readonly fits: false; readonly why: string };

const fits: Fit = { fits: true };
const no = (why: string): Fit => ({ fits: false, why });
const HOST_ONLY = 'no firewall stands on the way, and what is wrong shows on the host alone';

/** Of every kind whether it is told, by its id. A test holds it against the list of kinds. */
export const FITS: Readonly<Record<string, Fit>> = {
  healthy: fits,
  'stateful-bypass-return': fits,
  'two-firewalls-per-flow': fits,
  'ecmp-per-packet': fits,
  'dual-isp-return': fits,
  // What steers by mark on Linux is a rule of policy-based forwarding here.
  'mark-one-way': { fits: true, firewalls: ['edge1'] },
  'policy-deny': fits,
  'server-silent': fits,
  'port-closed': fits,
  'host-firewall': fits,
  'stale-session': fits,
  'weak-host-behind-firewall': fits,
  // A firewall that translates the destination and not the source: what is called U-turn NAT (its mechanism is the same).
  'one-arm-balancer': { fits: true, alsoRight: ['nat-mismatch'] },
  'one-arm-balancer-translates': fits,
  // The router that lacks the route is a firewall too: nobody else could tell.
  'no-route-back': { fits: true, firewalls: ['r1'] },
  // Both ways are in one zone: a session is keyed by zone, not by interface (Palo Alto Networks KB ClVECA0).
  'asymmetric-harmless': { fits: true, firewalls: ['edge1'], oneZone: ['r8', 'r9'] },
  'routing-loop': {
    fits: true,
    except: { 'replies loop': 'the loop lies behind the firewall, which sees only that nothing comes back' },
  },
  'packet-loss': no('the modelled network loses nothing by chance'),
  'mtu-black-hole': no('the modelled network knows no MTU, and the narrow link is not at the firewall'),
  'policy-table-gateway': no('the fault is in the routing tables of the server; the firewall is passed by'),
  'policy-table-complete': no('client and server are neighbours: no packet of the two crosses the firewall'),
  'rp-filter-strict': no(HOST_ONLY),
  'weak-host-harmless': no(HOST_ONLY),
  'source-guard': no(HOST_ONLY),
  'arp-flux': no(HOST_ONLY),
};

export const IPV6 = 'the modelled network is IPv4 only';
