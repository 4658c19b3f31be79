import type { Citation } from '../evidence.ts';
import type { At } from './at.ts';

/** `traceroute` from a host. `addresses` are those that answered for that hop, none when the hop was silent. */
export interface Traceroute extends At {
  readonly kind: 'traceroute';
  readonly destination: string;
  readonly hops: readonly { readonly hop: number; readonly addresses: readonly string[]; readonly at: Citation }[];
  readonly reached: boolean;
}

/** `ip route get` on a Linux host: what its kernel would do with a packet. */
export interface HostRoute extends At {
  readonly kind: 'host-route';
  readonly destination: string;
  readonly via: string | null;
  readonly device: string | null;
  readonly source: string | null;
}
