import { describe, expect, it } from 'vitest';
import { accessOf, decide } from '../../src/access/decide.ts';
import type { Asker } from '../../src/model/asker.ts';
import type { Device, Fleet, Grant, Role } from '../../src/model/fleet.ts';
import { RISK_CLASSES, type RiskClass } from '../../src/model/panos-command.ts';

function device(name: string, group: string): Device {
  const credential = { kind: 'key', key: { env: 'FW_KEY' } } as const;
  const management = { host: '192.0.2.1', port: 443, trust: { kind: 'system' }, credential } as const;
  return { name, group, management, target: null, vsys: null, peer: null, routers: [], tags: [] };
}

function grant(given: Partial<Grant>): Grant {
  return { role: 'viewer', users: [], usergroups: [], channels: [], groups: 'all', risks: ['read'], line: 9, ...given };
}

function fleet(...grants: readonly Grant[]): Fleet {
  return { devices: [device('FW-A', 'edge'), device('FW-B', 'edge'), device('FW-D', 'dc')], grants };
}

const ANA: Asker = { user: 'U0ANA', channel: 'C0NOC', usergroups: ['S0OWNERS'], kind: 'member', shared: false };
const EVERYTHING = grant({ role: 'operator', users: ['U0ANA'], risks: RISK_CLASSES, line: 3 });
const APPROVES_ALL = grant({ role: 'approver', users: ['U0ANA'], risks: RISK_CLASSES, line: 4 });

/** What a role with all risk classes is given, as `act risk` pairs. */
function givenTo(role: Role, risks: readonly RiskClass[]): readonly string[] {
  const at = fleet(grant({ role, users: ['U0ANA'], risks }));
  return (['ask', 'approve'] as const).flatMap((act) =>
    RISK_CLASSES.filter((risk) => decide(at, ANA, { act, risk, device: 'FW-A' }).allowed).map(
      (risk) => `${act} ${risk}`,
    ),
  );
}

describe('decide', () => {
  it.each([
    ['viewer', RISK_CLASSES, ['ask read']],
    ['operator', RISK_CLASSES, ['ask read', 'ask observe', 'ask change']],
    ['operator', ['read', 'observe'], ['ask read', 'ask observe']],
    ['operator', ['observe'], ['ask observe']],
    ['approver', RISK_CLASSES, ['ask read', 'approve observe', 'approve change']],
    ['approver', ['observe'], ['ask read', 'approve observe']],
  ] as const)('gives a %s with %j: %j', (role, risks, given) => {
    expect(givenTo(role, risks)).toEqual(given);
  });

  it.each([
    ['by user id', { users: ['U0ANA'] }],
    ['by user group', { usergroups: ['S0OWNERS'] }],
    ['by the channel where they ask', { channels: ['C0NOC'] }],
  ])('finds a person %s, and says by which line', (_, who) => {
    const decision = decide(fleet(grant({ ...who, line: 17 })), ANA, { act: 'ask', risk: 'read', group: 'edge' });

    expect(decision).toMatchObject({ allowed: true, grant: { line: 17 } });
  });

  it.each([
    ['another user', { users: ['U0ANAS', 'U0AN', 'u0ana'] }],
    ['another user group', { usergroups: ['S0OTHER', 'U0ANA'] }],
    ['another channel', { channels: ['C0OTHER', 'U0ANA'] }],
    ['nobody', {}],
    ['another device group', { users: ['U0ANA'], groups: ['dc'] }],
    ['no device group', { users: ['U0ANA'], groups: [] }],
    ['no risk class', { users: ['U0ANA'], risks: [] }],
  ])('a rule for %s gives nothing', (_, given) => {
    expect(decide(fleet(grant(given)), ANA, { act: 'ask', risk: 'read', device: 'FW-A' })).toMatchObject({
      allowed: false,
      says: expect.stringContaining('ask for read on the firewalls of “edge”'),
    });
  });

  it('denies everything by default', () => {
    for (const risk of RISK_CLASSES) {
      for (const act of ['ask', 'approve'] as const) {
        expect(decide(fleet(), ANA, { act, risk, device: 'FW-A' }).allowed).toBe(false);
      }
    }
  });

  it.each([
    ['a guest', { kind: 'guest' }, 'Guests get nothing'],
    ['a bot', { kind: 'bot' }, 'Bots get nothing'],
    ['somebody of another organisation', { kind: 'outsider' }, 'do not belong to this workspace'],
    ['anybody in a shared channel', { shared: true }, 'shared with another organisation'],
  ] as const)('gives %s nothing, whatever the rules say', (_, given, says) => {
    const asker = { ...ANA, ...given };
    for (const want of [
      { act: 'ask', risk: 'read', device: 'FW-A' },
      { act: 'approve', risk: 'change', group: 'edge' },
    ] as const) {
      expect(decide(fleet(EVERYTHING, APPROVES_ALL), asker, want)).toMatchObject({
        allowed: false,
        says: expect.stringContaining(says),
      });
    }
    expect(accessOf(fleet(EVERYTHING), asker).refused?.says).toContain(says);
  });

  it('knows only the devices and groups of the file, by their exact names', () => {
    for (const want of [
      { device: 'fw-a' },
      { device: 'FW-X' },
      { device: 'edge' },
      { group: 'FW-A' },
      { group: 'all' },
    ]) {
      expect(decide(fleet(EVERYTHING), ANA, { act: 'ask', risk: 'read', ...want })).toMatchObject({
        allowed: false,
        says: expect.stringMatching(/^The fleet file has no (?:firewall|group) “/),
        todo: expect.stringMatching(/^It has (?:FW-A, FW-B and FW-D|edge and dc)\.$/),
      });
    }
  });

  it('says as what somebody may not, whom that takes, and whether there is anybody', () => {
    const viewer = grant({ users: ['U0ANA'] });
    const want = { act: 'ask', risk: 'change', device: 'FW-A' } as const;
    const other = grant({ role: 'operator', users: ['U0TOM'], risks: RISK_CLASSES });

    expect(decide(fleet(viewer), ANA, want)).toEqual({
      allowed: false,
      says: 'As viewer you may not ask for change on the firewalls of “edge”.',
      todo: 'Have the keeper of the fleet file add U0ANA as operator for “edge”.',
    });
    expect(decide(fleet(viewer, other), ANA, want)).toMatchObject({
      todo: expect.stringMatching(/^Ask somebody who may, or have the keeper/),
    });
  });

  it('lets nobody approve what only reads', () => {
    expect(decide(fleet(APPROVES_ALL), ANA, { act: 'approve', risk: 'read', group: 'edge' })).toMatchObject({
      allowed: false,
      says: 'What only reads needs no approval.',
    });
  });
});

describe('accessOf', () => {
  it('tells group by group, in the order of the file, what may be asked for and approved', () => {
    const approves = grant({ role: 'approver', users: ['U0ANA'], groups: ['dc'], risks: ['observe'], line: 5 });

    const { refused, groups } = accessOf(fleet({ ...EVERYTHING, groups: ['edge'] }, approves), ANA);

    expect(refused).toBeNull();
    expect(groups.map(({ group, devices }) => [group, devices])).toEqual([
      ['edge', ['FW-A', 'FW-B']],
      ['dc', ['FW-D']],
    ]);
    const told = groups.map(({ ask, approve }) => [
      ...Object.values(ask).map(({ allowed }) => allowed),
      ...Object.values(approve).map(({ allowed }) => allowed),
    ]);
    expect(told).toEqual([
      [true, true, true, false, false],
      [true, false, false, true, false],
    ]);
  });
});
