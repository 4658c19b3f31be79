import { describe, expect, it } from 'vitest';
import { basisOf, type CaseBasis, makeRequest } from '../../../src/access/approval/request.ts';
import type { LiveAction } from '../../../src/model/approval.ts';
import type { Device } from '../../../src/model/fleet.ts';
import { ABOUT, CAPTURE, CLEAR, DEVICE, REQUESTED, request } from './sample-approval.ts';

describe('making a request', () => {
  it('waits for a decision for fifteen minutes', () => {
    expect(request()).toMatchObject({
      state: 'pending',
      risk: 'change',
      requestedAt: '2026-11-10T09:30:00.000Z',
      expiresAt: '2026-11-10T09:45:00.000Z',
      decidedBy: null,
    });
    expect(request({ action: CAPTURE }).risk).toBe('observe');
  });

  it('has an id of 128 bits from the given source, fit for a button', () => {
    const asked: number[] = [];
    const requesting = {
      about: ABOUT,
      action: CLEAR,
      devices: [DEVICE],
      commands: [],
      requestedBy: 'U1',
      now: REQUESTED,
    };
    const { id } = makeRequest(requesting, (bytes) => {
      asked.push(bytes);
      return Uint8Array.from({ length: bytes }, (_, index) => 255 - index);
    });
    expect(asked).toEqual([16]);
    expect(id).toBe('__79_Pv6-fj39vX08_Lx8A');
  });
});

describe('what a request is made on', () => {
  const flow = ABOUT.flow;
  const basis = basisOf(ABOUT, CLEAR, [DEVICE]);

  it('is the same whatever order the fields come in, as a database gives them back', () => {
    const about: CaseBasis = { fixedAt: null, status: 'open', flow, id: 'RT-1' };
    const action: LiveAction = {
      destinationPort: 443,
      destination: '10.50.60.10',
      source: '10.20.30.41',
      devices: ['PA-EDGE-A'],
      kind: 'clear-sessions',
    };
    expect(basisOf(about, action, [DEVICE])).toBe(basis);
  });

  it.each<[string, CaseBasis, LiveAction, Device | null]>([
    ['another case', { ...ABOUT, id: 'RT-2' }, CLEAR, DEVICE],
    ['another conversation', { ...ABOUT, flow: null }, CLEAR, DEVICE],
    ['a case that was closed', { ...ABOUT, status: 'closed' }, CLEAR, DEVICE],
    ['a fix that went in', { ...ABOUT, fixedAt: '2026-11-10T09:31:00.000Z' }, CLEAR, DEVICE],
    ['another action', ABOUT, CAPTURE, DEVICE],
    ['a firewall that left the fleet file', ABOUT, CLEAR, null],
    [
      'a firewall at another address',
      ABOUT,
      CLEAR,
      { ...DEVICE, management: { ...DEVICE.management, host: '192.0.2.12' } },
    ],
    ['a firewall of another group', ABOUT, CLEAR, { ...DEVICE, group: 'core' }],
  ])('differs with %s', (_, about, action, device) => {
    expect(basisOf(about, action, device === null ? [] : [device])).not.toBe(basis);
  });

  it('keeps nothing of a case that does not matter', () => {
    const whole = { ...ABOUT, team: 'T1', channel: 'C1', card: '1.2', openedBy: 'U9' };
    expect(basisOf(whole, CLEAR, [DEVICE])).toBe(basis);
  });
});
