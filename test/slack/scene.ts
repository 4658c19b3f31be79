import { readFileSync } from 'node:fs';
import type { Bench } from './bench.ts';

const SCENARIOS = new URL('../scenarios/', import.meta.url);

/** One file of a scenario's evidence. */
export function evidence(path: string): string {
  return readFileSync(new URL(path, SCENARIOS), 'utf8');
}

/** A paste as people send it: in a code block, with a word above that says whose it is. */
export function pasted(name: string, text: string): string {
  return `${name}\n\`\`\`\n${text.trimEnd()}\n\`\`\``;
}

/** Opens a case by command in a channel of its own, so that tests on one bench do not meet. Returns its thread. */
export async function openCase(bench: Bench, channel: string, text: string): Promise<string> {
  const { control } = bench.room;
  control.addChannel({ name: channel });
  await control.command({ user: 'ana', channel, command: '/triage', text });
  await bench.settle();
  const ts = control.messages(channel).at(-1)?.ts;
  if (typeof ts !== 'string') throw new Error('no card was posted');
  return ts;
}
