import type { RawEvidence } from '../../../src/model/evidence.ts';
import { cliOf } from '../../../src/model/panos-cli.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import { writeCommand } from '../../../src/panos/commands/write-command.ts';
import type { BrainAnswer, DeviceBrain } from '../../../src/simulator/device-brain.ts';
import { brainAnswer } from '../../../src/simulator/server/envelope.ts';

/** Sends a command as the product writes it and gives the whole body of the answer. */
export function bodyOf(device: DeviceBrain, command: PanosCommand): string {
  const written = writeCommand(command);
  if (!written.ok) throw new Error(written.error.message);
  const { request } = written.value;
  if (request.type === 'op') return textOf(device.op(request.cmd, null));
  const answer = device.log(request.logType, request.query, request.nlogs);
  return answer.kind === 'result' ? logBody(answer.xml) : textOf(answer);
}

/** The answer to a command as the product would store it. */
export function ask(device: DeviceBrain, command: PanosCommand, at: number): RawEvidence {
  const takenAt = new Date(at).toISOString();
  return {
    source: `${device.hostname}: ${cliOf(command)} at ${takenAt}`,
    text: bodyOf(device, command),
    obtained: 'api',
    observer: device.hostname,
    command: cliOf(command),
    takenAt,
  };
}

function textOf(answer: BrainAnswer): string {
  return Buffer.from(brainAnswer(answer).body).toString('utf8');
}

function logBody(entries: string): string {
  const count = entries.split('<entry ').length - 1;
  return `<response status="success"><result><job><status>FIN</status><id>1</id></job><log><logs count="${count}" progress="100">${entries}</logs></log></result></response>`;
}
