import type { Line } from '../parser.ts';
import type { FileLine } from './file-sections.ts';

/** One `[Section]` with its `key=value` lines, repeated keys kept in their order. */
export interface IniSection {
  readonly name: string;
  readonly entries: readonly IniEntry[];
  readonly lines: readonly Line[];
}

export interface IniEntry {
  readonly key: string;
  readonly value: string;
  readonly line: Line;
}

export interface Ini {
  readonly sections: readonly IniSection[];
  /** The lines that have the form of such a file, comments among them. */
  readonly read: readonly Line[];
}

const TITLE = /^\[(?<name>[\w .:@-]{1,80})\]$/;
const ENTRY = /^(?<key>[A-Za-z][\w.-]{0,60}) ?= ?(?<value>.*)$/;

/** Reads the lines of a keyfile or a systemd unit. An entry before the first title belongs to nothing and is not read. */
export function readIni(lines: readonly FileLine[]): Ini {
  const sections: { name: string; entries: IniEntry[]; lines: Line[] }[] = [];
  const read: Line[] = [];
  for (const { text, line } of lines) {
    const content = text.trim();
    const title = TITLE.exec(content)?.groups?.name;
    const open = sections.at(-1);
    const entry = ENTRY.exec(content)?.groups;
    if (title !== undefined) sections.push({ name: title, entries: [], lines: [line] });
    else if (entry?.key !== undefined && open !== undefined) {
      open.entries.push({ key: entry.key, value: (entry.value ?? '').trim(), line });
      open.lines.push(line);
    } else if (!/^[#;]/.test(content)) continue;
    read.push(line);
  }
  return { sections, read };
}

/** The last value of a key, as systemd and NetworkManager take it; undefined when it is not there. */
export function entryValue(section: IniSection | undefined, key: string): string | undefined {
  return section?.entries.findLast((entry) => entry.key.toLowerCase() === key.toLowerCase())?.value;
}

export function sectionsNamed(ini: Ini, name: string): readonly IniSection[] {
  return ini.sections.filter((section) => section.name.toLowerCase() === name.toLowerCase());
}
