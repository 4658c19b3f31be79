import type { DeviceFailure, DeviceReply, Devices } from '../../model/device-reply.ts';
import type { DeviceOutcome } from '../../model/live-run.ts';
import { COMMAND_RISK, type PanosCommand } from '../../model/panos-command.ts';
import type { Result } from '../../model/result.ts';

export interface Question {
  readonly device: string;
  readonly command: PanosCommand;
}

/** What came of one question. `result` is null when it was not asked; `says` tells why then. */
export interface Asked extends Question {
  readonly result: Result<DeviceReply, DeviceFailure> | null;
  readonly says: string | null;
}

/** What does not change by asking again soon. */
const LASTING: ReadonlySet<DeviceFailure['why']> = new Set([
  'circuit-open',
  'unreachable',
  'wrong-certificate',
  'no-secret',
  'wrong-key',
  'no-right',
]);
const LASTING_AT_MOST = 2;
const SLOW: DeviceFailure['why'] = 'timeout';
/** Each of these costs the run a wait of up to three quarters of a minute, so a firewall has few of them. */
const SLOW_AT_MOST = 3;

/** Of one device's answers in one step: all are held until the step is written, and a case keeps no more than this. */
const CHARACTERS_AT_MOST = 12_000_000;

export interface Asking {
  /**
   * Asks all devices at once, and each its own questions one after another, in their order. Never rejects: what a device
   * or the network does comes back with the question, in the order of the questions.
   */
  ask(questions: readonly Question[], signal: AbortSignal): Promise<readonly Asked[]>;
}

/**
 * For one run: a device that has failed twice in a way that lasts, or was too slow three times, is not asked again in it.
 */
export function createAsking(devices: Devices): Asking {
  const failed = new Map<string, { readonly lasting: number; readonly slow: number; readonly says: string }>();

  async function askOne({ device, command }: Question, signal: AbortSignal): Promise<Asked> {
    const before = failed.get(device);
    if (before !== undefined && (before.lasting >= LASTING_AT_MOST || before.slow >= SLOW_AT_MOST)) {
      return { device, command, result: null, says: `${device} was not asked again: ${before.says}` };
    }
    if (signal.aborted) return { device, command, result: null, says: `${device} was not asked: the run was stopped.` };
    const result = await devices.ask(device, command, signal);
    if (!result.ok && (LASTING.has(result.error.why) || result.error.why === SLOW)) {
      const { why, says } = result.error;
      const lasting = (before?.lasting ?? 0) + (LASTING.has(why) ? 1 : 0);
      const slow = (before?.slow ?? 0) + (why === SLOW ? 1 : 0);
      // The first reason says more than that it was left alone for it.
      failed.set(device, { lasting, slow, says: before?.says ?? says });
    }
    return { device, command, result, says: null };
  }

  async function askDevice(questions: readonly Question[], signal: AbortSignal): Promise<readonly Asked[]> {
    const asked: Asked[] = [];
    let characters = 0;
    for (const question of questions) {
      const { device, command } = question;
      if (characters > CHARACTERS_AT_MOST && COMMAND_RISK[command.kind] === 'read') {
        asked.push({ device, command, result: null, says: `${device} was not asked more: its answers are too long.` });
        continue;
      }
      const one = await askOne(question, signal);
      characters += lengthOf(one);
      asked.push(one);
    }
    return asked;
  }

  return {
    async ask(questions, signal) {
      const answers = await Promise.all(
        namesIn(questions).map((name) =>
          askDevice(
            questions.filter(({ device }) => device === name),
            signal,
          ),
        ),
      );
      return answers.flat();
    },
  };
}

function lengthOf({ result }: Asked): number {
  const reply = result?.ok === true ? result.value : (result?.error.reply ?? null);
  return reply?.text.length ?? 0;
}

/**
 * How each device fared over several questions, in the order in which they were asked. One that answered some of them is
 * done, and says what is missing.
 */
export function outcomesOf(asked: readonly Asked[]): readonly DeviceOutcome[] {
  return namesIn(asked).map((device) =>
    outcomeOf(
      device,
      asked.filter((one) => one.device === device),
    ),
  );
}

function outcomeOf(device: string, asked: readonly Asked[]): DeviceOutcome {
  const failures = asked.flatMap(({ result }) => (result === null || result.ok ? [] : [result.error]));
  const left = asked.filter(({ result }) => result === null);
  if (failures.length === 0 && left.length === 0) return { device, state: 'done', says: null };
  if (left.length === asked.length) return { device, state: 'not-asked', says: left[0]?.says ?? null };
  const first = failures[0]?.says ?? left[0]?.says ?? '';
  const missing = failures.length + left.length;
  const state = missing === asked.length ? 'failed' : 'done';
  const says = state === 'failed' ? first : `${missing} of ${asked.length} questions were not answered. ${first}`;
  return { device, state, says };
}

/** Everything answered, something did, or nothing did. */
export function stateOf(devices: readonly DeviceOutcome[], asked: readonly Asked[]): 'done' | 'part' | 'failed' {
  if (devices.every(({ says }) => says === null)) return 'done';
  return asked.some(({ result }) => result?.ok === true) ? 'part' : 'failed';
}

/** The reply of a question that was answered; null for any other. */
export function replyOf(asked: Asked | undefined): DeviceReply | null {
  return asked?.result?.ok === true ? asked.result.value : null;
}

/** What the device said when it answered with an error; null for any other. */
export function errorReplyOf(asked: Asked | undefined): DeviceReply | null {
  return asked === undefined || asked.result === null || asked.result.ok ? null : asked.result.error.reply;
}

/** Why a question was not answered, in a sentence; null when it was. */
export function failureOf(asked: Asked | undefined): string | null {
  if (asked === undefined || asked.result?.ok === true) return null;
  return asked.result === null ? asked.says : asked.result.error.says;
}

function namesIn(questions: readonly Question[]): readonly string[] {
  return [...new Set(questions.map(({ device }) => device))];
}
