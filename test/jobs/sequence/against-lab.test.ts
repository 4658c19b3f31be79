import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/model/flow.ts';
import { createLab } from '../../../src/simulator/lab/create-lab.ts';
import { type Played, playSequence } from './play-sequence.ts';

const START = Date.UTC(2026, 10, 10, 8, 0, 0);
const MINUTE = 60_000;

/** The lab after its programs have talked for a while, then a minute after what is done to it. */
function played(play: string): Played {
  let at = START;
  const clock = {
    now: () => at,
    pass(ms: number) {
      at += ms;
    },
  };
  const lab = createLab({ now: clock.now, seed: 7 });
  clock.pass(2 * MINUTE);
  expect(lab.play(play)).toBe(true);
  clock.pass(MINUTE);
  const { client, server, port } = lab.flow;
  const flow: Flow = { protocol: 'tcp', client: { address: client, port: null }, server: { address: server, port } };
  return playSequence({ devices: lab.devices, flow, clock });
}

describe('the live sequence on four modelled firewalls', () => {
  it.each([
    ['add-isp', 'dual-isp-return'],
    ['fail-over', 'failover-burst'],
    ['pbf-rule', 'pbf-one-way'],
    ['fix', 'healthy'],
  ])('after %s, every command is known, every reply is read, and the cause is %s', (play, cause) => {
    const { refused, triage } = played(play);
    expect(refused.filter((says) => !says.includes('Bad Key'))).toEqual([]);
    expect(triage.evidence.filter(({ parsed }) => parsed !== 'whole').map(({ source }) => source)).toEqual([]);
    expect(triage.diagnosis.rootCause).toBe(cause);
    expect(triage.diagnosis.patterns[0]).toMatchObject({ id: cause, band: 'confirmed' });
  });
});
