import type { SystemInfo } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { worded } from './layout.ts';

/** `sw-version: 11.1.4`. The list of labels grows with every release, but all of them are words joined by hyphens. */
const LABELLED = /^(?<label>[a-z][a-z0-9]*(?:[-_][A-Za-z0-9]+)*)\s*:(?:\s+(?<value>\S.*))?$/;
const USED = ['hostname', 'serial', 'model', 'sw-version', 'time', 'advanced-routing'] as const;

/** `show system info`: which device it is and what it runs. `time` is the device's own clock, as printed. */
export const systemInfo: TextParser = {
  kind: 'system-info',
  commands: /^show system info\b/,
  looksLike: (block) => has(block, /^sw-version:/) && has(block, /^(?:hostname|serial|model):/),
  read: readInfo,
};

function has(block: Block, label: RegExp): boolean {
  return block.lines.some((line) => label.test(line.text.trim()));
}

function readInfo(block: Block): Reading {
  const values = new Map<string, string>();
  const read = new Set<number>();
  const cited: Line[] = [];
  for (const line of worded(block.lines)) {
    const cells = LABELLED.exec(line.text.trim())?.groups;
    const label = cells?.label;
    if (label === undefined) continue;
    read.add(line.number);
    const used = USED.find((name) => name === label);
    if (used === undefined || values.has(used)) continue;
    values.set(used, cells?.value ?? '');
    cited.push(line);
  }
  if (cited.length === 0) return { facts: [], read: new Set() };
  const value = (label: (typeof USED)[number]): string | null => known(values.get(label));
  const fact: SystemInfo = {
    kind: 'system-info',
    at: cite(block.source, cited),
    hostname: value('hostname'),
    serial: value('serial'),
    model: value('model'),
    version: value('sw-version'),
    time: value('time'),
    advancedRouting: onOrOff(value('advanced-routing')),
  };
  return { facts: [fact], read };
}

/** `on` or `off`, in the CLI's words and in XML. */
export function onOrOff(text: string | null): boolean | null {
  return text === 'on' ? true : text === 'off' ? false : null;
}

/** A device without a licence prints `unknown` for its serial number: two of them are not one device. */
function known(text: string | undefined): string | null {
  const value = text?.trim().replace(/\s+/g, ' ') ?? '';
  return value === '' || value === 'unknown' ? null : value;
}
