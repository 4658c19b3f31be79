import type { Problem } from '../model/result.ts';
import { printable } from '../report/printable.ts';
import { EXIT, type Io } from './io.ts';

/** Says in one line on `err` why something cannot be done, and what to do about it. Returns the exit code. */
export function refuse({ where, message, todo }: Problem, io: Io): number {
  const text = [where, message].filter((part) => part !== undefined).join(': ');
  io.err(`roundtrip: ${printable(todo === undefined ? text : `${text} (${todo})`)}\n`);
  return EXIT.unusable;
}

/** Wider lines are hard to read; narrower ones cannot hold a sentence. */
const WIDTH = { least: 60, most: 120 } as const;

/** How a page is laid out for whoever looks: `colour` null is decided by the terminal. */
export function layoutFor(io: Io, colour: boolean | null): { readonly colour: boolean; readonly width: number } {
  return {
    colour: colour ?? (io.terminal && !io.noColour),
    width: Math.min(WIDTH.most, Math.max(WIDTH.least, io.columns)),
  };
}
