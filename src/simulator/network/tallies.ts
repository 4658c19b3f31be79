interface CounterMeta {
  readonly severity: 'info' | 'drop' | 'warn';
  readonly category: string;
  readonly aspect: string;
  readonly desc: string;
}

const info = (category: string, aspect: string, desc: string): CounterMeta => ({
  severity: 'info',
  category,
  aspect,
  desc,
});
const drop = (aspect: string, desc: string): CounterMeta => ({ severity: 'drop', category: 'flow', aspect, desc });

/** The global counters that the model moves, with the words of PAN-OS (`show counter global`). */
export const COUNTERS = {
  pkt_recv: info('packet', 'pktproc', 'Packets received'),
  pkt_sent: info('packet', 'pktproc', 'Packets transmitted'),
  session_allocated: info('session', 'resource', 'Sessions allocated'),
  session_freed: info('session', 'resource', 'Sessions freed'),
  session_installed: info('session', 'resource', 'Sessions installed'),
  flow_tcp_non_syn: info('flow', 'session', 'Non-SYN TCP packets without session match'),
  flow_tcp_non_syn_drop: drop('session', 'Packets dropped: non-SYN TCP without session match'),
  flow_fwd_zonechange: drop('forward', 'Packets dropped: forwarded to different zone'),
  flow_fwd_l3_mcast_drop: drop('forward', 'Packets dropped: no route for IP multicast'),
  flow_fwd_l3_noarp: drop('forward', 'Packets dropped: no ARP'),
  flow_fwd_l3_noroute: drop('forward', 'Packets dropped: no route'),
  flow_policy_deny: drop('session', 'Session setup: denied by policy'),
  flow_policy_nofwd: drop('session', 'Session setup: no destination zone from forwarding'),
  tcp_drop_out_of_wnd: {
    severity: 'warn',
    category: 'tcp',
    aspect: 'resource',
    desc: 'out-of-window packets dropped',
  },
} as const satisfies Readonly<Record<string, CounterMeta>>;

export type CounterName = keyof typeof COUNTERS;
export const COUNTER_NAMES: readonly CounterName[] = Object.keys(COUNTERS).filter(isCounterName);

export function isCounterName(name: string): name is CounterName {
  return Object.hasOwn(COUNTERS, name);
}

export interface Sampled {
  readonly name: CounterName;
  readonly value: number;
}

/** A set of counters with the reading that a `delta` is counted from. */
export class Tallies {
  private readonly values = new Map<CounterName, number>();
  private sampled = new Map<CounterName, number>();
  private sampledAt: number;

  constructor(since: number) {
    this.sampledAt = since;
  }

  count(name: CounterName, by = 1): void {
    this.values.set(name, (this.values.get(name) ?? 0) + by);
  }

  total(name: CounterName): number {
    return this.values.get(name) ?? 0;
  }

  /** All counters that are not zero, since the device started. */
  totals(): readonly Sampled[] {
    return COUNTER_NAMES.map((name) => ({ name, value: this.total(name) })).filter(({ value }) => value > 0);
  }

  /** What moved since the last reading of this kind, which this one becomes. `seconds` is the time between them. */
  delta(now: number): { readonly seconds: number; readonly counters: readonly Sampled[] } {
    const seconds = Math.max(1, Math.round((now - this.sampledAt) / 1000));
    const counters = COUNTER_NAMES.map((name) => ({ name, value: this.total(name) - (this.sampled.get(name) ?? 0) }));
    this.sampled = new Map(this.values);
    this.sampledAt = now;
    return { seconds, counters: counters.filter(({ value }) => value > 0) };
  }
}

/** The logical counters of one interface. */
export interface PortTally {
  packetsIn: number;
  packetsOut: number;
  bytesIn: number;
  bytesOut: number;
  flowState: number;
  zoneChange: number;
  noRoute: number;
}

export function newPortTally(): PortTally {
  return { packetsIn: 0, packetsOut: 0, bytesIn: 0, bytesOut: 0, flowState: 0, zoneChange: 0, noRoute: 0 };
}
