import { describe, expect, it } from 'vitest';
import { Firewall } from '../../../src/simulator/network/firewall.ts';
import type { Packet, TcpFlags } from '../../../src/simulator/network/packet.ts';
import { seededRandom } from '../../../src/simulator/network/random.ts';
import type { FirewallSettings, InterfaceSettings } from '../../../src/simulator/network/settings.ts';

const CLIENT = '10.1.1.10';
const SERVER = '10.2.2.20';

function port(id: number, zone: string, address: string): InterfaceSettings {
  return { name: `ethernet1/${id}`, id, mac: `00:00:5e:00:53:0${id}`, up: true, zone, address };
}

const SETTINGS: FirewallSettings = {
  engine: 'legacy',
  router: 'default',
  interfaces: [
    port(1, 'inside', '10.1.1.1/24'),
    port(2, 'servers', '10.2.2.1/24'),
    port(3, 'other', '10.3.3.1/24'),
    port(4, 'servers', '10.4.4.1/24'),
  ],
  routes: [],
  pbf: [],
  nat: [],
  rules: [{ name: 'in', from: 'inside', to: 'any' }],
  asymmetricPath: 'drop',
  rejectNonSyn: true,
};

const DETOUR = { prefix: `${CLIENT}/32`, nextHop: '10.3.3.9', interface: 'ethernet1/3', metric: 10 };

function firewall(settings: Partial<FirewallSettings> = {}): Firewall {
  return new Firewall('FW', { ...SETTINGS, ...settings }, 0, seededRandom(1));
}

function packet(from: 'client' | 'server', flags: TcpFlags, more: Partial<Packet> = {}): Packet {
  const [client, server] = [
    { source: CLIENT, sourcePort: 50_000, destination: SERVER, destinationPort: 443 },
    { source: SERVER, sourcePort: 443, destination: CLIENT, destinationPort: 50_000 },
  ];
  const place = { id: 1, transport: 'tcp', seq: 1, ack: 0, payload: 0, ttl: 64 } as const;
  return { ...place, ...(from === 'client' ? client : server), flags, ...more };
}

const SYN: TcpFlags = { syn: true };
const SYN_ACK: TcpFlags = { syn: true, ack: true };
const ACK: TcpFlags = { ack: true };

describe('a firewall', () => {
  it('makes a session of a SYN and lets the reply back into it', () => {
    const one = firewall();
    expect(one.receive(packet('client', SYN), 'ethernet1/1', 0)).toMatchObject({ interface: 'ethernet1/2' });
    expect(one.receive(packet('server', SYN_ACK), 'ethernet1/2', 1)).toMatchObject({ interface: 'ethernet1/1' });
    one.receive(packet('client', ACK), 'ethernet1/1', 2);
    expect(one.sessions.all()).toMatchObject([
      { from: 'inside', to: 'servers', life: { phase: 'established' }, c2s: { packets: 2 }, s2c: { packets: 1 } },
    ]);
  });

  it('drops a reply without a session, and makes none of it', () => {
    const one = firewall();
    expect(one.receive(packet('server', SYN_ACK), 'ethernet1/2', 0)).toEqual({ kind: 'dropped' });
    expect(one.sessions.all()).toEqual([]);
    expect(one.counters.total('flow_tcp_non_syn_drop')).toBe(1);
    expect(one.port('ethernet1/2').flowState).toBe(1);
  });

  it('counts the same packet but lets it in when told not to reject it', () => {
    const one = firewall({ rejectNonSyn: false, rules: [{ name: 'all', from: 'any', to: 'any' }] });
    expect(one.receive(packet('server', ACK), 'ethernet1/2', 0)).toMatchObject({ kind: 'forwarded' });
    expect(one.counters.total('flow_tcp_non_syn')).toBe(1);
    expect(one.counters.total('flow_tcp_non_syn_drop')).toBe(0);
  });

  it('drops a reply whose route leads to another zone, and counts it where it came in', () => {
    const one = firewall();
    one.receive(packet('client', SYN), 'ethernet1/1', 0);
    one.settings = { ...one.settings, routes: [DETOUR] };
    expect(one.receive(packet('server', SYN_ACK), 'ethernet1/2', 1)).toEqual({ kind: 'dropped' });
    expect(one.counters.total('flow_fwd_zonechange')).toBe(1);
    expect(one.port('ethernet1/2').zoneChange).toBe(1);
    expect(one.sessions.all()).toMatchObject([{ s2c: { bytes: 0 } }]);
  });

  it('knows a reply by its zone: by another interface of it the reply passes, by another zone it does not', () => {
    const one = firewall();
    one.receive(packet('client', SYN), 'ethernet1/1', 0);
    expect(one.receive(packet('server', SYN_ACK), 'ethernet1/3', 1)).toEqual({ kind: 'dropped' });
    expect(one.receive(packet('server', SYN_ACK), 'ethernet1/4', 2)).toMatchObject({ kind: 'forwarded' });
  });

  it('keeps what PBF decided for a session after the rule is gone', () => {
    const rule = { name: 'detour', id: 1, fromZone: 'inside', source: 'any', destination: `${SERVER}/32`, port: 443 };
    const one = firewall({ pbf: [{ ...rule, egress: 'ethernet1/3', nextHop: '10.3.3.9', symmetricReturn: false }] });
    one.receive(packet('client', SYN), 'ethernet1/1', 0);
    one.settings = { ...one.settings, pbf: [] };
    expect(one.receive(packet('client', SYN), 'ethernet1/1', 1000)).toMatchObject({ interface: 'ethernet1/3' });
    const next = packet('client', SYN, { sourcePort: 50_001 });
    expect(one.receive(next, 'ethernet1/1', 2000)).toMatchObject({ interface: 'ethernet1/2' });
  });

  it('forgets a handshake after five seconds, an established session after an hour', () => {
    const one = firewall();
    one.receive(packet('client', SYN), 'ethernet1/1', 0);
    one.expire(4_999);
    expect(one.sessions.all()).toHaveLength(1);
    one.expire(5_000);
    expect(one.sessions.all()).toEqual([]);
    expect(one.logs).toMatchObject([{ reason: 'aged-out', session: { life: { phase: 'opening' } } }]);
  });

  it('denies what no rule allows', () => {
    const one = firewall({ rules: [] });
    expect(one.receive(packet('client', SYN), 'ethernet1/1', 0)).toEqual({ kind: 'dropped' });
    expect(one.counters.total('flow_policy_deny')).toBe(1);
  });

  it('translates a source and undoes it for the reply', () => {
    const nat = { name: 'hide', fromZone: 'inside', toZone: 'servers', egress: 'ethernet1/2', source: '10.1.1.0/24' };
    const one = firewall({ nat: [{ ...nat, address: '10.2.2.99' }] });
    const sent = one.receive(packet('client', SYN), 'ethernet1/1', 0);
    const seen = sent.kind === 'forwarded' ? sent.packet : packet('client', SYN);
    expect(seen.source).toBe('10.2.2.99');
    const reply = packet('server', SYN_ACK, { destination: seen.source, destinationPort: seen.sourcePort });
    expect(one.receive(reply, 'ethernet1/2', 1)).toMatchObject({
      packet: { destination: CLIENT, destinationPort: 50_000 },
    });
  });

  it('shares its sessions with its HA peer while it synchronizes, and not after', () => {
    const [one, peer] = [firewall(), firewall()];
    one.twin = peer;
    one.receive(packet('client', SYN), 'ethernet1/1', 0);
    expect(peer.sessions.all()).toMatchObject([{ fromPeer: true }]);
    expect(peer.receive(packet('server', SYN_ACK), 'ethernet1/2', 1)).toMatchObject({ kind: 'forwarded' });
    peer.forgetCopies();
    expect(peer.receive(packet('server', ACK), 'ethernet1/2', 2)).toEqual({ kind: 'dropped' });
  });
});
