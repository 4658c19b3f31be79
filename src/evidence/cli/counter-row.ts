import type { Counter } from '../../model/facts.ts';
import { cite, type Line } from '../parser.ts';

type Values = Omit<Counter, 'kind' | 'at'>;

/** Every cell but the last is one word, so a row reads the same with its columns or with single spaces. */
const ROW =
  /^(?<name>[a-z][a-z0-9_]*)\s+(?<value>\d+)\s+(?<rate>\d+)\s+(?<severity>info|drop|warn|error)\s+(?<category>[a-z0-9_-]+)\s+(?<aspect>[a-z0-9_-]+)(?:\s+(?<description>\S.*))?$/;
const LABELLED =
  /^(?<label>(?:counter )?name|value|rate|severity|category|aspect|desc(?:ription)?|id)\s*:\s*(?<value>.*)$/i;

/** One row of the listing, or null. */
export function counterRow(text: string): Values | null {
  const cells = ROW.exec(text.trim())?.groups;
  if (!cells) return null;
  return {
    name: cells.name ?? '',
    value: Number(cells.value),
    rate: Number(cells.rate),
    severity: cells.severity ?? null,
    category: cells.category ?? null,
    aspect: cells.aspect ?? null,
    description: cells.description?.trim() ?? null,
  };
}

/** `show counter global name X` prints one counter as `label: value` lines. Null when name or value is missing. */
export function readSingleCounter(
  source: string,
  lines: readonly Line[],
): { readonly counter: Counter; readonly read: readonly number[] } | null {
  const values = new Map<string, string>();
  const own: Line[] = [];
  for (const line of lines) {
    const cells = LABELLED.exec(line.text.trim())?.groups;
    if (!cells) continue;
    values.set((cells.label ?? '').toLowerCase().replace('counter ', ''), (cells.value ?? '').trim());
    own.push(line);
  }
  const name = values.get('name');
  const value = values.get('value') ?? '';
  if (name === undefined || !/^[a-z]\w*$/.test(name) || !/^\d+$/.test(value)) return null;
  const rate = values.get('rate') ?? '';
  const counter: Counter = {
    kind: 'counter',
    at: cite(source, own),
    name,
    value: Number(value),
    rate: /^\d+$/.test(rate) ? Number(rate) : null,
    severity: severityWord(values.get('severity')),
    category: values.get('category') ?? null,
    aspect: values.get('aspect') ?? null,
    description: values.get('description') ?? values.get('desc') ?? null,
  };
  return { counter, read: own.map((line) => line.number) };
}

/** Listings say `info` and `warn` where the single form may say `informational` and `warning`. */
function severityWord(text: string | undefined): string | null {
  const word = text?.toLowerCase() ?? '';
  return word === '' ? null : word.replace(/^info.*/, 'info').replace(/^warn.*/, 'warn');
}
