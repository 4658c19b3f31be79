import { readEvidence } from '../../../src/evidence/read.ts';
import { type DeviceView, deviceView } from '../../../src/jobs/sequence/device-view.ts';
import { LIVE_SEQUENCE } from '../../../src/jobs/sequence/live-sequence.ts';
import { WATCH_EVERY_MS, WATCH_FOR_MS, watchNewcomers, watchSample } from '../../../src/jobs/sequence/watch.ts';
import type { Evidence, RawEvidence } from '../../../src/model/evidence.ts';
import type { Flow } from '../../../src/model/flow.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import type { Triage } from '../../../src/model/triage.ts';
import type { DeviceBrain } from '../../../src/simulator/device-brain.ts';
import type { Engines } from '../../../src/simulator/lab/company.ts';
import { createLab, type Lab } from '../../../src/simulator/lab/create-lab.ts';
import { triage } from '../../../src/triage.ts';
import { ask } from './ask.ts';

const BEGIN = Date.UTC(2026, 10, 9, 8, 0, 0);
/** A lab whose time is turned by hand. */
export class LiveLab {
  readonly lab: Lab;
  private time = BEGIN;

  constructor(seed = 7, engines: Engines = 'mixed') {
    this.lab = createLab({ now: () => this.time, seed, engines });
  }

  wait(seconds: number): void {
    this.time += seconds * 1000;
  }

  now(): number {
    return this.time;
  }

  iso(): string {
    return new Date(this.time).toISOString();
  }

  device(name: string): DeviceBrain {
    const found = this.lab.devices.find(({ hostname }) => hostname === name);
    if (found === undefined) throw new Error(`no device ${name}`);
    return found;
  }

  ask(device: DeviceBrain, command: PanosCommand): RawEvidence {
    return ask(device, command, this.time);
  }

  flow(): Flow {
    const { client, server, port } = this.lab.flow;
    return { protocol: 'tcp', client: { address: client, port: null }, server: { address: server, port } };
  }

  /** The numbers of the flow's sessions, as a listing shows them, newest last. */
  sessionIds(device: DeviceBrain): readonly number[] {
    const { text } = this.ask(device, this.listing());
    return [...text.matchAll(/<idx>(\d+)<\/idx>/g)].map((match) => Number(match[1]));
  }

  listing(): PanosCommand {
    const { client, server, port } = this.lab.flow;
    return { kind: 'session-all', source: client, destination: server, destinationPort: port };
  }

  clearFlow(): void {
    const { client, server, port } = this.lab.flow;
    for (const device of this.lab.devices) {
      this.ask(device, { kind: 'clear-sessions', source: client, destination: server, destinationPort: port });
    }
  }

  /** What the live sequence collects on all four firewalls, step by step as a run would. */
  collect(): readonly RawEvidence[] {
    const raw: RawEvidence[] = [];
    const asked = new Map<string, PanosCommand[]>();
    for (const step of LIVE_SEQUENCE) {
      this.wait((step.pauseBeforeMs ?? 0) / 1000);
      const evidence = readEvidence(raw);
      for (const device of this.lab.devices) {
        const before = asked.get(device.hostname) ?? [];
        const view = this.view(device, evidence, before);
        const commands = step.ask(view);
        asked.set(device.hostname, [...before, ...commands]);
        raw.push(...commands.map((command) => this.ask(device, command)));
        this.wait(0.2);
      }
    }
    return raw;
  }

  /** The samples of the watch after a fix. */
  watch(): readonly RawEvidence[] {
    const raw: RawEvidence[] = [];
    const asked = new Map<string, PanosCommand[]>();
    for (let at = 0; at <= WATCH_FOR_MS; at += WATCH_EVERY_MS) {
      for (const ask of [watchSample, watchNewcomers]) {
        const evidence = readEvidence(raw);
        for (const device of this.lab.devices) {
          const before = asked.get(device.hostname) ?? [];
          const commands = ask(this.view(device, evidence, before));
          asked.set(device.hostname, [...before, ...commands]);
          raw.push(...commands.map((command) => this.ask(device, command)));
        }
      }
      this.wait(WATCH_EVERY_MS / 1000);
    }
    return raw;
  }

  private view({ hostname }: DeviceBrain, evidence: readonly Evidence[], asked: readonly PanosCommand[]): DeviceView {
    return deviceView({ device: { name: hostname, routers: [] }, flow: this.flow(), evidence, asked });
  }

  triage(raw: readonly RawEvidence[], fixedAt: string | null = null): Triage {
    return triage({ raw, flow: this.flow(), symptoms: [], fixedAt });
  }
}
