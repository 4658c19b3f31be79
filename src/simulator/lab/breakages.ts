import type { FirewallSettings } from '../network/settings.ts';
import type { Company } from './company.ts';
import { INSPECTION, ISP_2_DEFAULT, SYMMETRIC_RETURN } from './topology.ts';

export interface Breakage {
  readonly id: string;
  readonly title: string;
  /** What is done to the network, in a sentence. */
  readonly says: string;
}

interface Play extends Breakage {
  readonly run: (company: Company) => void;
}

const SECOND_LINK = 'ethernet1/3';

/** What can be done to the lab, in the order in which it is offered. Each is one small change, as people make them. */
export const PLAYS: readonly Play[] = [
  {
    id: 'add-isp',
    title: 'Add an ISP',
    says: 'The edge gets a second internet link with a default route of its own, which is the better one: requests still come in by ISP 1 and replies leave by ISP 2.',
    run: ({ edge }) => change(edge.units, addIsp),
  },
  {
    id: 'fail-over',
    title: 'Fail over',
    says: 'The active unit of the edge pair is suspended while session synchronization is off: every connection through the pair breaks at once, and programs that connect again work.',
    run: failOver,
  },
  {
    id: 'pbf-rule',
    title: 'Enable a PBF rule',
    says: 'The data centre firewall sends requests to the web servers through an inspecting router; the servers answer without it.',
    run: ({ dataCentre }) => change(dataCentre.units, (settings) => ({ ...settings, pbf: [INSPECTION] })),
  },
  {
    id: 'fix',
    title: 'Fix it',
    says: 'Replies go back the way that requests came: symmetric return for ISP 1, the PBF rule off, session synchronization on. Sessions that formed before keep what was decided for them until they are cleared or time out.',
    run: fix,
  },
];

function change(
  units: readonly { settings: FirewallSettings }[],
  to: (settings: FirewallSettings) => FirewallSettings,
): void {
  for (const unit of units) unit.settings = to(unit.settings);
}

function addIsp(settings: FirewallSettings): FirewallSettings {
  const interfaces = settings.interfaces.map((one) => (one.name === SECOND_LINK ? { ...one, up: true } : one));
  const others = settings.routes.filter((route) => route !== ISP_2_DEFAULT);
  return { ...settings, interfaces, routes: [...others, ISP_2_DEFAULT], pbf: [] };
}

export function hasSecondIsp({ routes }: FirewallSettings): boolean {
  return routes.includes(ISP_2_DEFAULT);
}

function failOver(company: Company): void {
  const { edge, pairing } = company;
  const next = edge.units.find((unit) => unit !== edge.active);
  if (next === undefined) return;
  next.forgetCopies();
  edge.active = next;
  pairing.since = company.timeline.now();
  pairing.synchronizes = false;
  pairing.suspended = true;
  company.joinTwins();
}

/** The unit that was suspended comes back as the passive one; the roles stay. */
function fix(company: Company): void {
  const { edge, dataCentre, pairing } = company;
  change(edge.units, (settings) => ({ ...settings, pbf: hasSecondIsp(settings) ? [SYMMETRIC_RETURN] : [] }));
  change(dataCentre.units, (settings) => ({ ...settings, pbf: [] }));
  pairing.suspended = false;
  if (pairing.synchronizes) return;
  pairing.synchronizes = true;
  for (const unit of edge.units.filter((one) => one !== edge.active)) {
    for (const session of unit.sessions.all()) unit.sessions.remove(session);
  }
  company.joinTwins();
  edge.active.synchronizeAll();
}
