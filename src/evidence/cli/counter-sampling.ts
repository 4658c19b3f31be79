import type { CounterSampling } from '../../model/facts.ts';
import { commandValue } from './command-words.ts';
import { pipeOf } from './session-filter.ts';

type Asked = Omit<CounterSampling, 'kind' | 'at' | 'elapsedSeconds'>;

/**
 * What a counter command asked for. Without its command nobody knows whether the values are since boot or since the
 * last reading, so `delta` is null then. `nameFilter` names whatever kept other counters out of the listing: a name, a
 * category or aspect, a `| match`, or the scissors of the person who pasted it (`cut`).
 */
export function askedOf(command: string | null, cut: boolean): Asked {
  const typed = command === null ? null : command.replace(/\s\|.*$/, '');
  return {
    delta: typed === null ? null : /(?<!\S)delta yes(?!\S)/.test(typed),
    severityFilter: commandValue(typed, 'severity'),
    packetFilter: typed !== null && /(?<!\S)packet-filter yes(?!\S)/.test(typed),
    nameFilter: narrowing(typed, pipeOf(command)) ?? (cut ? 'cut' : null),
  };
}

function narrowing(typed: string | null, pipe: string | null): string | null {
  const name = commandValue(typed, 'name');
  if (name !== null) return name;
  for (const key of ['category', 'aspect']) {
    const value = commandValue(typed, key);
    if (value !== null) return `${key} ${value}`;
  }
  return pipe;
}
