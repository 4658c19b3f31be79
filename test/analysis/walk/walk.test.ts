import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/model/evidence.ts';
import { block, detail, port, route } from '../../support/facts.ts';
import { readingOf, valuesOf } from '../read-findings.ts';
import {
  BY_FIREWALL,
  BY_R3,
  FIREWALL,
  findings,
  link,
  R1,
  R3,
  r2,
  reading,
  router,
  TO_CLIENT,
  via,
} from './networks.ts';

describe('the walk through all tables', () => {
  it('shows both ways hop by hop when the reply comes back by the firewall', () => {
    const walked = findings(R1, FIREWALL, r2(BY_FIREWALL));

    expect(valuesOf(walked, 'walk.forward-path').path).toBe('10.20.30.41 → R1 → FW-A → R2 → 10.50.60.10');
    expect(valuesOf(walked, 'walk.return-path').path).toBe('10.50.60.10 → R2 → FW-A → R1 → 10.20.30.41');
    expect(readingOf(walked, 'walk.paths-part')).toBe('not-seen');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('not-seen');
    expect(readingOf(walked, 'walk.loop')).toBe('not-seen');
  });

  it('does not know the server’s own way as long as only routers show their tables', () => {
    const routers = findings(R1, FIREWALL, r2(BY_FIREWALL));
    const server = reading(
      'web1',
      `[root@web1 ~]# ip route get 10.20.30.41
10.20.30.41 via 10.50.60.1 dev eth0 src 10.50.60.10 uid 0
    cache
`,
    );
    const asked = findings(R1, FIREWALL, r2(BY_FIREWALL), server);

    expect(valuesOf(routers, 'walk.return-skips-firewall')).toMatchObject({ fromServer: false });
    expect(valuesOf(asked, 'walk.return-skips-firewall')).toMatchObject({ fromServer: true });
  });

  it('does not take a firewall that bears the address asked for, and hands the request on, for the server', () => {
    const balancer = [
      block('session-id', [detail()]),
      block('interface-all', [
        port('ethernet1/1', 'users', '10.71.0.2/30'),
        port('ethernet1/2', 'servers', '10.50.60.10/24'),
      ]),
      block('routing-route', [route('10.20.30.0/24', '10.71.0.1', 'ethernet1/1')], { command: 'show routing route' }),
    ];

    const walked = findings(R1, balancer);

    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('could-not-tell');
    expect(valuesOf(walked, 'walk.return-skips-firewall')).toMatchObject({
      path: '10.50.60.10 → FW-A → R1 → 10.20.30.41',
      fromServer: false,
      why: 'the address asked for is its own, and whom it hands the request to is not shown',
    });
  });

  it('finds where the ways part, and the firewall that the reply leaves out', () => {
    const walked = findings(R1, FIREWALL, r2(BY_R3), R3);

    expect(readingOf(walked, 'walk.paths-part')).toBe('seen');
    expect(valuesOf(walked, 'walk.paths-part')).toMatchObject({
      return: '10.50.60.10 → R2 → R3 → R1 → 10.20.30.41',
      at: 'R2',
    });
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('seen');
    expect(walked.find(({ code }) => code === 'walk.return-skips-firewall')?.direction).toBe('s2c');
  });

  it('names the hop that nobody shows, and says no more than it knows', () => {
    const walked = findings(R1, FIREWALL, r2(BY_R3));

    expect(readingOf(walked, 'walk.return-path')).toBe('could-not-tell');
    expect(valuesOf(walked, 'walk.return-path')).toMatchObject({
      path: '10.50.60.10 → R2 → 10.74.0.2 (not shown)',
      why: 'nothing of 10.74.0.2 is shown',
    });
    expect(readingOf(walked, 'walk.paths-part')).toBe('could-not-tell');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('could-not-tell');
    expect(readingOf(walked, 'walk.loop')).toBe('could-not-tell');
  });

  it('knows that the ways part as soon as the reply is at a device that the request never passes', () => {
    const blind = router('R3', [
      ...link('Gi0/1', '10.74.0.2', '10.74.0.0/30'),
      ...via('10.20.30.0/24', ['10.79.0.9', 'Gi0/9']),
    ]);
    const walked = findings(R1, FIREWALL, r2(BY_R3), blind);

    expect(readingOf(walked, 'walk.return-path')).toBe('could-not-tell');
    expect(readingOf(walked, 'walk.paths-part')).toBe('seen');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('could-not-tell');
  });

  it('leaves it open when one of two equal paths passes the firewall', () => {
    const walked = findings(R1, FIREWALL, r2(BY_FIREWALL, BY_R3), R3);

    expect(readingOf(walked, 'walk.return-path')).toBe('seen');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('could-not-tell');
    expect(valuesOf(walked, 'walk.return-skips-firewall').why).toContain('balanced');
    expect(valuesOf(walked, 'walk.return-path').path).toContain(' | ');
  });

  it('finds a circle and the two routers of it', () => {
    const circling = router('R3', [
      ...link('Gi0/1', '10.74.0.2', '10.74.0.0/30'),
      ...via('0.0.0.0/0', ['10.74.0.1', 'Gi0/1']),
    ]);
    const walked = findings(R1, FIREWALL, r2(BY_R3), circling);

    expect(readingOf(walked, 'walk.loop')).toBe('seen');
    expect(valuesOf(walked, 'walk.loop')).toMatchObject({ between: 'R2 and R3', destination: '10.20.30.41' });
    expect(walked.find(({ code }) => code === 'walk.loop')?.observers).toEqual(['R2', 'R3']);
    expect(readingOf(walked, 'walk.return-path')).toBe('not-seen');
  });

  it('finds a circle between two routers although nobody shows where the packets come from', () => {
    const one = router('R8', [
      ...link('Gi0/1', '10.74.0.1', '10.74.0.0/30'),
      ...via('0.0.0.0/0', ['10.74.0.2', 'Gi0/1']),
    ]);
    const other = router('R9', [
      ...link('Gi0/1', '10.74.0.2', '10.74.0.0/30'),
      ...via('0.0.0.0/0', ['10.74.0.1', 'Gi0/1']),
    ]);

    expect(valuesOf(findings(one, other), 'walk.loop').between).toBe('R8 and R9');
  });

  it('ends where a router has no route', () => {
    const walked = findings(R1, FIREWALL, r2());

    expect(readingOf(walked, 'walk.return-path')).toBe('not-seen');
    expect(valuesOf(walked, 'walk.return-path').why).toBe('R2: its table has no route');
  });

  it('does not take a part of a table for the whole', () => {
    const part = router('R2', r2Rows(), 'show ip route connected');

    expect(readingOf(findings(R1, FIREWALL, part), 'walk.return-path')).toBe('could-not-tell');
  });

  it('asks for the missing start when two routers are on the network of the client', () => {
    const second = router('R1b', [TO_CLIENT, ...link('Gi0/1', '10.75.0.1', '10.75.0.0/30')]);
    const walked = findings(R1, second, FIREWALL, r2(BY_FIREWALL));

    expect(readingOf(walked, 'walk.forward-path')).toBe('could-not-tell');
    expect(valuesOf(walked, 'walk.forward-path').why).toContain('R1 and R1b');
    expect(valuesOf(walked, 'walk.forward-path').path).toBe('… → FW-A → R2 → 10.50.60.10');
  });

  it('says nothing when a firewall alone has shown its tables', () => {
    expect(readingOf(findings(FIREWALL), 'walk.paths-part')).toBe('absent');
  });

  it('says the same in whatever order the tables come, and when one is given twice', () => {
    const told = (...evidence: readonly (readonly Evidence[])[]) =>
      findings(...evidence)
        .filter(({ code }) => code.startsWith('walk.'))
        .map(({ id: _, ...rest }) => rest);
    const expected = told(R1, FIREWALL, r2(BY_R3), R3);

    expect(told(R3, r2(BY_R3), FIREWALL, R1)).toEqual(expected);
    expect(
      told(
        R1,
        FIREWALL,
        r2(BY_R3),
        R3,
        R1.map((one) => ({ ...one, id: 'e99' })),
      ),
    ).toEqual(expected);
  });
});

function r2Rows(): readonly string[] {
  return ['C 10.50.60.0/24 is directly connected, Gi0/0', ...link('Gi0/2', '10.72.0.2', '10.72.0.0/30')];
}
