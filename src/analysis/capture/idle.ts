import type { CaptureFlow, CaptureStep } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import type { Timeout } from '../timeouts.ts';
import { directionIn, opposite } from './sight.ts';
import { type Look, stateOf } from './statement.ts';

/** How long devices remember a connection in use, and one that an end has closed. */
export interface Timeouts {
  readonly established: Timeout | null;
  readonly closing: Timeout | null;
}

/** Shorter silences are a person thinking or a packet that was lost. */
const TELLING_SECONDS = 60;

interface Silence {
  readonly seconds: number;
  /** Who breaks it, in the capture's own sense. */
  readonly sender: Direction;
  readonly reset: boolean;
  readonly closing: boolean;
}

/**
 * States whether a connection that worked was silent for long, and whether what came after is answered. Told only where
 * every packet of it is known with its time (the first forty).
 */
export function idleGap(look: Look, timeouts: Timeouts): readonly Observation[] {
  const { fact } = look.sight;
  if (fact.protocol !== 'tcp' || fact.c2s.packets === 0 || fact.s2c.packets === 0) return [];
  const told = { silentSeconds: null, timeoutSeconds: null, device: null, overTimeout: null, answer: null };
  if (fact.clock === 'none' || fact.ladder.length < fact.c2s.packets + fact.s2c.packets) {
    const why = fact.clock === 'none' ? 'the capture shows no times' : 'the connection has too many packets to follow';
    return [stateOf(look, 'capture.idle-gap', 'c2s', 'could-not-tell', { ...told, why })];
  }
  const silence = unansweredSilence(fact);
  if (silence === null) return [stateOf(look, 'capture.idle-gap', 'c2s', 'not-seen', { ...told, why: null })];
  const timeout = silence.closing ? timeouts.closing : timeouts.established;
  const over = timeout === null ? null : silence.seconds >= timeout.seconds;
  return [
    stateOf(look, 'capture.idle-gap', directionIn(look.sight, silence.sender), over === false ? 'not-seen' : 'seen', {
      silentSeconds: Math.round(silence.seconds),
      timeoutSeconds: timeout?.seconds ?? null,
      device: timeout?.device ?? null,
      overTimeout: over,
      answer: silence.reset ? 'answered with a reset' : 'not answered',
      why: null,
    }),
  ];
}

function isReset(step: CaptureStep): boolean {
  return step.flags?.includes('R') ?? false;
}

/** What asks for an answer: data, or the close of a direction. A keepalive probe carries a byte or none. */
function asks(step: CaptureStep): boolean {
  return step.length > 0 || (step.flags?.includes('F') ?? false) || step.note === 'keep-alive';
}

/** The silence before the packets at the end that one side sends without an answer; null when there is none. */
function unansweredSilence({ ladder }: CaptureFlow): Silence | null {
  const steps = ladder.filter((step) => !isReset(step));
  const sender = steps.at(-1)?.direction;
  if (sender === undefined) return null;
  const heard = steps.findLastIndex((step) => step.direction === opposite(sender));
  const first = steps.findIndex((step, index) => index > heard && asks(step));
  const [before, breaking] = [steps[first - 1], steps[first]];
  if (before === undefined || breaking === undefined || !worked(steps.slice(0, first))) return null;
  const seconds = (breaking.offset - before.offset) / 1e6;
  const reset = ladder.some((step) => isReset(step) && step.direction !== sender && step.offset >= breaking.offset);
  const tried = steps.length - first > 1;
  if (seconds < TELLING_SECONDS || !(reset || tried)) return null;
  const closing = steps.slice(0, first).some((step) => step.flags?.includes('F'));
  return { seconds, sender, reset, closing };
}

/** Both ends had sent something that carries an acknowledgement. */
function worked(steps: readonly CaptureStep[]): boolean {
  return (['c2s', 's2c'] as const).every((direction) =>
    steps.some((step) => step.direction === direction && !(step.flags ?? 'S').includes('S')),
  );
}
