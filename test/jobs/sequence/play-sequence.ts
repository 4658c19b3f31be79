import { readEvidence } from '../../../src/evidence/read.ts';
import { type DeviceView, deviceView } from '../../../src/jobs/sequence/device-view.ts';
import { FOLLOW_UP_ROUNDS, followUp } from '../../../src/jobs/sequence/follow-up.ts';
import { LIVE_SEQUENCE } from '../../../src/jobs/sequence/live-sequence.ts';
import type { Evidence, RawEvidence } from '../../../src/model/evidence.ts';
import type { Flow } from '../../../src/model/flow.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import type { Triage } from '../../../src/model/triage.ts';
import { writeCommand } from '../../../src/panos/commands/write-command.ts';
import type { BrainAnswer, DeviceBrain } from '../../../src/simulator/device-brain.ts';
import { triage } from '../../../src/triage.ts';

export interface Played {
  readonly triage: Triage;
  /** What each firewall was asked, by step. */
  readonly asked: readonly { readonly step: string; readonly device: string; readonly cli: string }[];
  /** Refusals of the API. */
  readonly refused: readonly string[];
}

interface Stage {
  readonly devices: readonly DeviceBrain[];
  readonly flow: Flow;
  readonly clock: { now(): number; pass(ms: number): void };
}

const MS_PER_QUESTION = 50;

/** Plays the live sequence, and what is asked after it, on simulated firewalls, without a network between. */
export function playSequence({ devices, flow, clock }: Stage): Played {
  const raw: RawEvidence[] = [];
  const evidence: Evidence[] = [];
  const asked: { step: string; device: string; cli: string; command: PanosCommand }[] = [];
  const refused: string[] = [];

  function ask(step: string, brain: DeviceBrain, command: PanosCommand): void {
    const written = writeCommand(command);
    if (!written.ok) throw new Error(written.error.message);
    const { cli, request } = written.value;
    const device = brain.hostname;
    asked.push({ step, device, cli, command });
    const answer =
      request.type === 'op' ? brain.op(request.cmd, null) : brain.log(request.logType, request.query, request.nlogs);
    const text = bodyOf(answer, request.type);
    if (answer.kind === 'error') refused.push(`${device}: ${cli}: ${answer.message}`);
    const source = `${device}: ${cli} #${raw.length}`;
    const takenAt = new Date(clock.now()).toISOString();
    const given: RawEvidence = { source, text, obtained: 'api', observer: device, command: cli, takenAt };
    raw.push(given);
    evidence.push(...readEvidence([given]));
  }

  function views(): readonly DeviceView[] {
    return devices.map(({ hostname }) =>
      deviceView({
        device: { name: hostname, routers: [] },
        flow,
        evidence,
        asked: asked.filter(({ device }) => device === hostname).map(({ command }) => command),
      }),
    );
  }

  function askAll(step: string, commandsOf: (view: DeviceView) => readonly PanosCommand[]): number {
    const seen = views();
    let count = 0;
    for (const [index, brain] of devices.entries()) {
      const view = seen[index];
      for (const command of view === undefined ? [] : commandsOf(view)) {
        ask(step, brain, command);
        count += 1;
      }
    }
    clock.pass(MS_PER_QUESTION * count);
    return count;
  }

  const judged = (): Triage => triage({ raw, flow, symptoms: [], fixedAt: null });
  for (const step of LIVE_SEQUENCE) {
    clock.pass(step.pauseBeforeMs ?? 0);
    askAll(step.id, (view) => step.ask(view));
  }
  for (let round = 1; round <= FOLLOW_UP_ROUNDS; round += 1) {
    const now = judged();
    if (askAll(`follow-up-${round}`, (view) => followUp(now, view)) === 0) break;
  }
  return { triage: judged(), asked, refused };
}

function bodyOf(answer: BrainAnswer, type: 'op' | 'log'): string {
  if (answer.kind === 'raw') return answer.xml;
  if (answer.kind === 'error') {
    return `<response status="error" code="${answer.code ?? ''}"><msg><line>${answer.message}</line></msg></response>`;
  }
  if (type === 'op') return `<response status="success"><result>${answer.xml}</result></response>`;
  const job =
    '<job><tenq>10:00:00</tenq><tdeq>10:00:00</tdeq><tlast>10:00:00</tlast><status>FIN</status><id>7</id></job>';
  const count = answer.xml.split('<entry').length - 1;
  return `<response status="success"><result>${job}<log><logs count="${count}" progress="100">${answer.xml}</logs></log></result></response>`;
}
