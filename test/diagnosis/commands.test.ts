import { describe, expect, it } from 'vitest';
import { type CaseFacts, caseFacts } from '../../src/diagnosis/case-facts.ts';
import { commandText } from '../../src/diagnosis/commands.ts';
import type { Flow } from '../../src/model/flow.ts';

const FOUR: Flow = {
  protocol: 'tcp',
  client: { address: '10.1.1.5', port: 50123 },
  server: { address: '192.0.2.10', port: 443 },
};
const SIX: Flow = {
  protocol: 'tcp',
  client: { address: '2001:db8:1::5', port: 50123 },
  server: { address: '2001:db8:2::10', port: 443 },
};

function about(flow: Flow, known: Partial<CaseFacts> = {}): CaseFacts {
  return { ...caseFacts(flow, []), ...known };
}

describe('a proposed command', () => {
  it('asks a Linux host for the rules of the address family in question', () => {
    expect(commandText('host-routing', about(FOUR, { serverPlatform: 'linux' }))).toMatch(/^ip rule$/m);
    expect(commandText('host-routing', about(SIX, { serverPlatform: 'linux' }))).toMatch(/^ip -6 rule$/m);
    expect(commandText('host-packet-filter', about(SIX))).toMatch(/^ip6tables-save$/m);
  });

  it('asks PAN-OS for IPv6 neighbours in their own table', () => {
    expect(commandText('arp-server', about(FOUR, { egress: 'ethernet1/2' }))).toBe('show arp ethernet1/2');
    expect(commandText('arp-server', about(SIX))).toBe('show neighbor interface all');
  });

  it('speaks to IOS-XR in its own words, which knows no `show ip cef`', () => {
    const xr = about(FOUR, { routerPlatform: 'ios-xr' });

    expect(commandText('router-exact-route', xr)).toBe('show route ipv4 192.0.2.10\nshow route ipv4 10.1.1.5');
    expect(commandText('router-balancing', about(SIX, { routerPlatform: 'ios-xr' }))).toBe(
      'show route ipv6 2001:db8:1::5',
    );
    expect(commandText('router-interfaces', xr)).toBe('show ipv4 interface brief');
  });

  it.each(['counters-delta', 'counters-filtered', 'capture-on', 'packet-log', 'host-counters', 'host-socket'] as const)(
    '%s leaves time and traffic between its two halves',
    (id) => {
      expect(commandText(id, about(FOUR))).toMatch(/^.+\n# now let a user open a new connection.*\n.+/m);
    },
  );

  it('shows whose packet filter stands before it clears one, and clears its own afterwards', () => {
    for (const id of ['counters-filtered', 'capture-on', 'packet-log'] as const) {
      const lines = commandText(id, about(FOUR)).split('\n');
      const clears = lines.flatMap((line, at) => (line === 'debug dataplane packet-diag clear all' ? [at] : []));

      expect(lines[0]).toBe('debug dataplane packet-diag show setting');
      expect(clears).toHaveLength(2);
      expect(lines.slice(clears[1]).filter((line) => line.includes(' set '))).toEqual([]);
    }
  });
});
