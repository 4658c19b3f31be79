import type { ApiCall } from './api-call.ts';
import {
  type CertificateFault,
  type FaultName,
  type FaultOrder,
  isCertificateFault,
  type RequestFault,
} from './faults.ts';

/** How tests and the lab make things go wrong, and right again. */
export interface FaultSwitch {
  /**
   * Switches a fault on, after those that are on already; what it gives back switches it off. A certificate is shown
   * to connections, not to requests: with `times` or `only` it is refused with an error.
   */
  on(order: FaultOrder): () => void;
  /** Switches off every fault of that name, or all. */
  off(name?: FaultName): void;
  active(): readonly FaultOrder[];
}

/** What happens to one request: how late it is answered, and what else goes wrong. */
export interface Fate {
  readonly late: number;
  readonly fault: (FaultOrder & { readonly name: RequestFault }) | null;
}

export interface FaultBoard extends FaultSwitch {
  /** Which faults meet this request; those that count have one time less afterwards. */
  take(call: ApiCall): Fate;
}

const DEFAULT_LATENCY = 2_000;

/** `show` is called with the certificate to present whenever that changes; null is the device's own. */
export function createFaultBoard(show: (fault: CertificateFault | null) => void): FaultBoard {
  let active: readonly { readonly order: FaultOrder; left: number }[] = [];
  let shown: CertificateFault | null = null;

  function keep(next: typeof active): void {
    active = next;
    const names = active.map(({ order }) => order.name).filter(isCertificateFault);
    const wanted = names.at(-1) ?? null;
    if (wanted === shown) return;
    shown = wanted;
    show(wanted);
  }

  return {
    on(order) {
      if (isCertificateFault(order.name) && (order.times !== undefined || order.only !== undefined)) {
        throw new Error('A certificate belongs to a connection: it cannot be shown to some requests only.');
      }
      const entry = { order, left: order.times ?? Number.POSITIVE_INFINITY };
      keep([...active, entry]);
      return () => keep(active.filter((one) => one !== entry));
    },
    off: (name) => keep(active.filter(({ order }) => name !== undefined && order.name !== name)),
    active: () => active.map(({ order }) => order),
    take(call) {
      const meets = active.filter(({ order }) => isRequestFault(order) && matches(order, call));
      const late = meets.filter(({ order }) => order.name === 'latency');
      const other = meets.find(({ order }) => order.name !== 'latency');
      for (const entry of other === undefined ? late : [...late, other]) entry.left -= 1;
      keep(active.filter(({ left }) => left > 0));
      const fault = other?.order;
      return {
        late: late.reduce((sum, { order }) => sum + (order.ms ?? DEFAULT_LATENCY), 0),
        fault: fault !== undefined && isRequestFault(fault) ? fault : null,
      };
    },
  };
}

function isRequestFault(order: FaultOrder): order is FaultOrder & { readonly name: RequestFault } {
  return !isCertificateFault(order.name);
}

function matches({ only }: FaultOrder, { type, command }: ApiCall): boolean {
  return only === undefined || `${type} ${command}`.search(only) >= 0;
}
