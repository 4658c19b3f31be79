import { describe, expect, it } from 'vitest';
import type { Traceroute } from '../../src/model/facts.ts';
import { AT, block, CLIENT, detail, port, SERVER } from '../support/facts.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const HOST = { observer: 'app1' };
const session = block('session-id', [detail()]);
const ports = block('interface-all', [
  port('ethernet1/1', 'users', '10.20.30.1/24'),
  port('ethernet1/2', 'servers', '10.50.60.1/24'),
]);
const trace = (hops: readonly (readonly string[])[], more: Partial<Traceroute> = {}) =>
  block(
    'traceroute',
    [
      {
        kind: 'traceroute',
        at: AT,
        destination: CLIENT,
        hops: hops.map((addresses, index) => ({ hop: index + 1, addresses, at: AT })),
        reached: true,
        ...more,
      },
    ],
    HOST,
  );
const hostRoute = (via: string | null, source: string | null = SERVER) =>
  block('ip-route-get', [{ kind: 'host-route', at: AT, destination: CLIENT, via, device: 'eth0', source }], HOST);

const SKIPS = 'path.return-skips-firewall';
const GATEWAY = 'path.server-gateway-elsewhere';

describe('a trace from the server', () => {
  it('skips the firewall when it reaches the client without any of its addresses', () => {
    const findings = found([session, ports, trace([['10.50.60.254'], ['10.99.0.6'], [CLIENT]])]);
    expect(readingOf(findings, SKIPS)).toBe('seen');
    expect(findings.find(({ code }) => code === SKIPS)?.observers).toEqual(['app1', 'FW-A']);
  });

  it('passes the firewall when a hop is one of its addresses', () => {
    expect(readingOf(found([session, ports, trace([['10.50.60.1'], [CLIENT]])]), SKIPS)).toBe('not-seen');
  });

  it.each([
    ['a hop did not answer', trace([['10.50.60.254'], [], [CLIENT]]), 'answer'],
    ['it does not reach the client', trace([['10.50.60.254'], []], { reached: false }), 'reach'],
    ['it is balanced', trace([['10.50.60.1', '10.50.60.254'], [CLIENT]]), 'balanced'],
  ])('settles nothing when %s', (_, evidence, why) => {
    const findings = found([session, ports, evidence]);
    expect(readingOf(findings, SKIPS)).toBe('could-not-tell');
    expect(valuesOf(findings, SKIPS).why).toContain(why);
  });

  it('settles nothing while the firewall’s own address is not known', () => {
    expect(readingOf(found([session, trace([['10.50.60.254'], [CLIENT]])]), SKIPS)).toBe('could-not-tell');
  });

  it('is not one to another address, nor one that the firewall made', () => {
    const other = trace([['10.50.60.254']], { destination: '192.0.2.9' });
    const own = { ...trace([['10.50.60.254'], [CLIENT]]), command: `traceroute host ${CLIENT}` };
    expect(readingOf(found([session, ports, other]), SKIPS)).toBe('absent');
    expect(readingOf(found([session, ports, own]), SKIPS)).toBe('absent');
  });
});

describe('the gateway of the server', () => {
  it('is the firewall, or another', () => {
    expect(readingOf(found([session, ports, hostRoute('10.50.60.1')]), GATEWAY)).toBe('not-seen');
    const findings = found([session, ports, hostRoute('10.50.60.254')]);
    expect(readingOf(findings, GATEWAY)).toBe('seen');
    expect(valuesOf(findings, GATEWAY)).toMatchObject({ via: '10.50.60.254' });
  });

  it('may be another by rights when the server is no neighbour of the firewall', () => {
    const far = block('interface-all', [port('ethernet1/2', 'servers', '10.70.0.1/30')]);
    expect(readingOf(found([session, far, hostRoute('10.50.60.254')]), GATEWAY)).toBe('could-not-tell');
  });

  it('is not told by another host', () => {
    expect(readingOf(found([session, ports, hostRoute('10.50.60.254', '10.50.60.77')]), GATEWAY)).toBe('absent');
  });
});
