import { networkOf } from '../network/address.ts';
import type { FirewallSettings, InterfaceSettings } from '../network/settings.ts';
import type { PortTally } from '../network/tallies.ts';
import { type DeviceView, type Reply, result } from './device.ts';
import type { Request } from './request.ts';
import { branch, leaf, leaves } from './xml.ts';

/** `show interface all`. */
export function interfaceAll({ firewall }: DeviceView): Reply {
  const { settings } = firewall;
  return result(
    [
      branch(
        'ifnet',
        settings.interfaces.map((one) => logical(one, settings)),
      ),
      branch(
        'hw',
        settings.interfaces.map((one) => branch('entry', hardware(one))),
      ),
    ].join('\n'),
  );
}

function logical(one: InterfaceSettings, { engine, router }: FirewallSettings): string {
  const routed = one.address !== null;
  return branch('entry', [
    leaf('name', one.name),
    one.zone === null ? '<zone/>' : leaf('zone', one.zone),
    leaf('fwd', routed ? `${engine === 'advanced' ? 'lr' : 'vr'}:${router}` : 'ha'),
    leaf('vsys', routed ? 1 : 0),
    '<dyn-addr/>',
    '<addr6/>',
    ...leaves({ tag: 0, ip: one.address ?? 'N/A', id: one.id }),
    '<addr/>',
  ]);
}

function hardware({ name, up, mac, id }: InterfaceSettings): readonly string[] {
  const link = up
    ? { duplex: 'full', type: 0, state: 'up', st: '1000/full/up' }
    : { duplex: 'ukn', type: 0, state: 'down', st: 'ukn/ukn/down' };
  return leaves({ name, ...link, mac, mode: '(autoneg)', speed: up ? 1000 : 'ukn', id });
}

/** `show interface X`: settings, link and counters. */
export function interfaceOne({ firewall }: DeviceView, { words }: Request): Reply {
  const { settings } = firewall;
  const one = settings.interfaces.find(({ name }) => name === words[2]);
  if (one === undefined) {
    return { kind: 'error', code: null, message: `Invalid syntax: no interface ${words[2] ?? ''}` };
  }
  const tally = firewall.port(one.name);
  return result(
    [
      branch('ifnet', [
        branch('counters', [branch('ifnet', [branch('entry', counted(one.name, tally))])]),
        leaf('name', one.name),
        ...(one.address === null ? [] : [leaf(settings.engine === 'advanced' ? 'lr' : 'vr', settings.router)]),
        leaf('tag', 0),
        one.address === null ? '<addr/>' : branch('addr', [leaf('member', one.address)]),
        ...(one.zone === null ? [] : [leaf('zone', one.zone)]),
        ...leaves({ vsys: 'vsys1', mtu: 1500, mode: one.address === null ? 'ha' : 'layer3' }),
      ]),
      branch('hw', hardware(one)),
      leaf('dp', 'dp0'),
    ].join('\n'),
  );
}

function counted(name: string, tally: PortTally): readonly string[] {
  return leaves({
    name,
    ibytes: tally.bytesIn,
    obytes: tally.bytesOut,
    ipackets: tally.packetsIn,
    opackets: tally.packetsOut,
    ierrors: 0,
    idrops: tally.flowState + tally.zoneChange + tally.noRoute,
    flowstate: tally.flowState,
    ifwderrors: 0,
    noroute: tally.noRoute,
    noarp: 0,
    noneigh: 0,
    neighpend: 0,
    nomac: 0,
    zonechange: tally.zoneChange,
    land: 0,
    ipspoof: 0,
    macspoof: 0,
  });
}

const ARP_TIMEOUT = 1800;

/** `show arp all` or of one interface: every neighbour on its networks has answered. */
export function arp(view: DeviceView, { words }: Request): Reply {
  const asked = words[2] ?? 'all';
  const own = view.firewall.settings.interfaces.filter(({ address, up }) => address !== null && up);
  const rows = own
    .filter(({ name }) => asked === 'all' || name === asked)
    .flatMap((one) =>
      view
        .neighbours(networkOf(one.address ?? ''))
        .filter((address) => address !== one.address?.split('/')[0])
        .map((address) => neighbour(one.name, address)),
    );
  return result(
    [...leaves({ max: 2500, total: rows.length, timeout: ARP_TIMEOUT, dp: 'dp0' }), branch('entries', rows)].join('\n'),
  );
}

function neighbour(port: string, address: string): string {
  const last = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  const mac = `02:00:${last.join(':')}`;
  return branch('entry', leaves({ status: '  c  ', ip: address, mac, ttl: 1412, interface: port, port }));
}

/** `show neighbor interface …`: the modelled network has no IPv6, so its table is empty. */
export function neighbors(): Reply {
  return result(
    [...leaves({ max: 2500, total: 0, timeout: ARP_TIMEOUT, dp: 'dp0' }), branch('entries', [])].join('\n'),
  );
}
