import type { RoutingEngine } from '../../model/panos-command.ts';
import { Fabric, type FirewallPlace, type Router } from '../network/fabric.ts';
import { Firewall } from '../network/firewall.ts';
import { seededRandom } from '../network/random.ts';
import type { FirewallSettings } from '../network/settings.ts';
import { Talk } from '../network/talk.ts';
import { Timeline } from '../network/timeline.ts';
import { HOSTS, PROGRAMS } from './programs.ts';
import { branchSettings, dataCentreSettings, edgeSettings, INSPECTOR, ISP_1, ISP_2 } from './topology.ts';

/** The routing engine of each firewall. `mixed` has both: the data centre runs the advanced one. */
export type Engines = RoutingEngine | 'mixed';

/** The HA pair at the edge. */
export interface Pairing {
  /** When the present roles began, milliseconds since 1970. */
  since: number;
  synchronizes: boolean;
  /** Why the unit that is not active gave way; null while it never was. */
  suspended: boolean;
}

/** What has happened before anybody looks. */
const WARM_UP_MS = 6 * 60_000;
const UPTIME_MS = 12 * 86_400_000 + 14_472_000;
const ADVANCE_SLICE_MS = 1000;

/** The whole modelled company, with time of its own that follows `advance`. */
export class Company {
  readonly timeline: Timeline;
  readonly fabric: Fabric;
  readonly talks: readonly Talk[];
  readonly branch: FirewallPlace;
  readonly edge: FirewallPlace;
  readonly dataCentre: FirewallPlace;
  readonly pairing: Pairing;
  readonly bootedAt: number;

  constructor(now: number, seed: number, engines: Engines) {
    const start = now - WARM_UP_MS;
    const random = seededRandom(seed);
    this.bootedAt = now - UPTIME_MS;
    this.timeline = new Timeline(start);
    const engine = (mixed: RoutingEngine): RoutingEngine => (engines === 'mixed' ? mixed : engines);
    const firewall = (hostname: string, settings: FirewallSettings): Firewall =>
      new Firewall(hostname, settings, start, random);
    this.branch = placeOf('branch', [firewall('PA-BRANCH-A', branchSettings(engine('legacy')))]);
    const edge = edgeSettings(engine('legacy'));
    this.edge = placeOf('edge', [firewall('PA-EDGE-A', edge), firewall('PA-EDGE-B', edge)]);
    this.dataCentre = placeOf('data-centre', [firewall('PA-DC-A', dataCentreSettings(engine('advanced')))]);
    this.pairing = { since: this.bootedAt + 93_000, synchronizes: true, suspended: false };
    this.fabric = new Fabric([
      ...HOSTS,
      this.branch,
      this.edge,
      this.dataCentre,
      router('isp-1', ISP_1),
      router('isp-2', ISP_2),
      router('inspector', INSPECTOR),
    ]);
    this.joinTwins();
    const around = { fabric: this.fabric, timeline: this.timeline, random };
    this.talks = PROGRAMS.map((settings, index) => new Talk(settings, around, start + 300 + index * 640));
    this.everySecond(start);
    this.advance(now);
  }

  firewalls(): readonly Firewall[] {
    return [this.branch, this.edge, this.dataCentre].flatMap(({ units }) => units);
  }

  advance(to: number): void {
    this.timeline.advance(to, (ms) => this.sleep(ms));
  }

  /** Only the unit that forwards copies its sessions to the other one, while the pair synchronizes. */
  joinTwins(): void {
    for (const unit of this.edge.units) {
      const other = this.edge.units.find((one) => one !== unit) ?? null;
      unit.twin = this.pairing.synchronizes && unit === this.edge.active ? other : null;
    }
  }

  private everySecond(at: number): void {
    for (const firewall of this.firewalls()) {
      firewall.expire(at);
      if (Math.floor(at / ADVANCE_SLICE_MS) % 10 === 0) firewall.counters.count('flow_fwd_l3_mcast_drop');
    }
    this.timeline.at(at + ADVANCE_SLICE_MS, (time) => this.everySecond(time));
  }

  /** Sessions that were idle for a moment before a long sleep have been so for a moment after it. */
  private sleep(ms: number): void {
    const lives = new Set(this.firewalls().flatMap(({ sessions }) => sessions.all().map(({ life }) => life)));
    for (const life of lives) life.lastAt += ms;
  }
}

function placeOf(name: string, units: readonly [Firewall, ...Firewall[]]): FirewallPlace {
  return { kind: 'firewall', name, units, active: units[0] };
}

function router(name: string, settings: Router['settings']): Router {
  return { kind: 'router', name, settings };
}
