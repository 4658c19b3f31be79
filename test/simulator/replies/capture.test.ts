import { describe, expect, it } from 'vitest';
import { createCaptureReader } from '../../../src/evidence/pcap/capture-reader.ts';
import type { CaptureDigest } from '../../../src/model/facts/capture.ts';
import { CAPTURE_STAGES, type PanosCommand } from '../../../src/model/panos-command.ts';
import { LiveLab } from '../support/live-lab.ts';

const ENDS = { source: '10.20.30.41', destination: '10.50.60.10' } as const;
const BACK = { source: '10.50.60.10', destination: '10.20.30.41' } as const;

/** Captures on one firewall for half a minute, as an approved capture does, and leaves it switched off. */
function captured(live: LiveLab, name: string): (stage: string) => CaptureDigest {
  const device = live.device(name);
  const run = (...commands: readonly PanosCommand[]): void => {
    for (const command of commands) live.ask(device, command);
  };
  run(
    { kind: 'packet-diag-clear' },
    { kind: 'packet-filter-match', ...ENDS },
    { kind: 'packet-filter-match', ...BACK },
  );
  run({ kind: 'packet-filter', on: true });
  for (const stage of CAPTURE_STAGES)
    run({ kind: 'capture-stage', stage, file: `rt-${stage}`, packets: 500, bytes: 1_000_000 });
  run({ kind: 'capture', on: true });
  live.wait(30);
  run({ kind: 'capture', on: false }, { kind: 'packet-filter', on: false }, { kind: 'packet-diag-clear' });
  return (stage) => {
    const reader = createCaptureReader();
    reader.push(device.capture(`rt-${stage}`) ?? new Uint8Array());
    const digest = reader.end();
    if (!digest.ok) throw new Error(digest.error.message);
    return digest.value;
  };
}

function packets({ flows }: CaptureDigest): { readonly c2s: number; readonly s2c: number } {
  const sum = (direction: 'c2s' | 's2c'): number => flows.reduce((total, flow) => total + flow[direction].packets, 0);
  return { c2s: sum('c2s'), s2c: sum('s2c') };
}

describe('a filter capture', () => {
  it('holds both directions of a healthy flow, every checksum right', () => {
    const digestOf = captured(new LiveLab(), 'PA-EDGE-A');
    const receive = digestOf('receive');
    expect(packets(receive).c2s).toBeGreaterThan(20);
    expect(packets(digestOf('transmit'))).toEqual(packets(receive));
    for (const { c2s, s2c } of receive.flows) {
      for (const { checksums, packets: all } of [c2s, s2c]) {
        expect(checksums).toEqual({ good: all, partial: 0, zero: 0, bad: 0, unchecked: 0, badIpHeader: 0 });
      }
    }
  });

  it('shows replies that come in and are dropped for a change of zone', () => {
    const live = new LiveLab();
    live.lab.play('add-isp');
    live.wait(30);
    const digestOf = captured(live, 'PA-EDGE-A');
    const [received, sent, dropped] = ['receive', 'transmit', 'drop'].map((stage) => packets(digestOf(stage)));
    expect(received?.s2c).toBeGreaterThan(3);
    expect(sent).toEqual({ c2s: received?.c2s, s2c: 0 });
    expect(dropped?.c2s).toBe(0);
    expect(dropped?.s2c).toBe(received?.s2c);
  });

  it('keeps to its limit, and its file can be deleted', () => {
    const live = new LiveLab();
    const device = live.device('PA-EDGE-A');
    live.ask(device, { kind: 'packet-filter-match', ...ENDS });
    live.ask(device, { kind: 'packet-filter', on: true });
    live.ask(device, { kind: 'capture-stage', stage: 'receive', file: 'rt-few', packets: 3, bytes: 1_000_000 });
    live.ask(device, { kind: 'capture', on: true });
    live.wait(30);
    const reader = createCaptureReader();
    reader.push(device.capture('rt-few') ?? new Uint8Array());
    const digest = reader.end();
    expect(digest.ok ? packets(digest.value) : null).toEqual({ c2s: 3, s2c: 0 });
    expect(device.captures()).toEqual(['rt-few']);
    live.ask(device, { kind: 'capture-delete', file: 'rt-few' });
    expect(device.captures()).toEqual([]);
    expect(device.capture('rt-few')).toBeNull();
  });
});
