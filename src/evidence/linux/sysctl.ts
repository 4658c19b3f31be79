import type { Sysctl } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isUsedSetting, readSysctlPath, sysctlPath } from './sysctl-key.ts';

const LONGEST_LINE = 1000;
const ASSIGNMENT = /^-?(?<key>[a-z][\w-]*[./][\w.@*:/-]+) ?= ?(?<value>.*)$/;
const IN_FILE = /^\/proc\/sys\/(?<path>[\w.@:/-]+):(?<value>.*)$/;
const HEADING = /^==> (?<path>\/\S+) <==$/;
/** Remarks about keys that cannot be shown: no value, and nothing to understand. */
const REMARK =
  /^(?:sysctl: |\* Applying \/|(?:cat|grep|head|tail): \/proc\/sys\/\S+: (?:No such file or directory|Permission denied|Is a directory|Operation not permitted|Input\/output error))/;

interface Place {
  readonly origin: Sysctl['origin'];
  readonly file: string | null;
}

function factOf(block: Block, line: Line, path: string, value: string, place: Place): readonly Sysctl[] {
  if (!isUsedSetting(path)) return [];
  return [{ kind: 'sysctl', at: cite(block.source, [line]), key: path, ...readSysctlPath(path), value, ...place }];
}

/** The files that the command names, braces written out; null when a wildcard hides how many there are. */
function namedPaths(command: string | null): readonly string[] | null {
  const words = (command ?? '').split(/\s[|;&>]|\s\d>/)[0]?.split(/\s+/) ?? [];
  const paths = words.flatMap((word) => (word.startsWith('/proc/sys/') ? withoutBraces(word) : []));
  return paths.some((path) => /[*?[\]{}]/.test(path)) ? null : paths.map((path) => path.slice('/proc/sys/'.length));
}

function withoutBraces(word: string): readonly string[] {
  const parts = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(word);
  return parts === null ? [word] : (parts[2] ?? '').split(',').map((one) => `${parts[1] ?? ''}${one}${parts[3] ?? ''}`);
}

/** The keys of `sysctl -n`, which prints values alone. */
function namedKeys(command: string | null): readonly string[] {
  const words = /^(?:\S*\/)?sysctl (.*)$/.exec(command ?? '')?.[1]?.split(/\s+/) ?? [];
  return words.some((word) => /^-\w*n/.test(word)) ? words.filter((word) => /^[a-z]/.test(word)).map(sysctlPath) : [];
}

/** Values alone on their lines: which they are, only the command tells, and only when it names as many. */
function readValues(block: Block, lines: readonly Line[]): Reading | null {
  const isProgram = /^(?:\S*\/)?sysctl /.test(block.command ?? '');
  const paths = isProgram ? namedKeys(block.command) : namedPaths(block.command);
  if (paths === null || paths.length === 0 || paths.length !== lines.length) return null;
  if (lines.some(({ text }) => !/^-?\d[\d\s-]*$/.test(text.trim()))) return null;
  const facts = lines.flatMap((line, at) =>
    factOf(block, line, paths[at] ?? '', line.text.trim(), { origin: 'running', file: null }),
  );
  return { facts, read: new Set(lines.map(({ number }) => number)) };
}

/** A sysctl file says what the next boot sets: by the command or the file's name, or by its comments. */
function fileOf(block: Block): string | null {
  const named = /(?:^|\s)(\/\S*\bsysctl(?:\.d\/\S+|\.conf))/.exec(block.command ?? '')?.[1];
  return named ?? (block.command === null && /\.conf$/.test(block.source) ? block.source : null);
}

const UNNAMED = 'It is not clear which setting has which value: show them with `sysctl` or with `grep . FILES`.';

function readSettings(block: Block): Reading {
  const lines = worded(block.lines);
  const values = readValues(block, lines);
  if (values !== null) return values;
  const facts: Sysctl[] = [];
  const read = new Set<number>();
  const file = fileOf(block);
  let place: Place = file === null ? { origin: 'running', file: null } : { origin: 'configured', file };
  let heading: string | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    if (text.length > LONGEST_LINE) continue;
    const headed = HEADING.exec(text)?.groups?.path;
    if (headed !== undefined) {
      heading = headed.startsWith('/proc/sys/') ? headed.slice('/proc/sys/'.length) : null;
      if (heading === null) place = { origin: 'configured', file: headed };
    }
    const found = headed === undefined ? pairIn(text, heading) : null;
    if (found !== null) facts.push(...factOf(block, line, found.path, found.value, place));
    if (headed !== undefined || found !== null || isRemark(text, place)) read.add(line.number);
  }
  return facts.length > 0 || lines.every(({ number }) => read.has(number))
    ? { facts, read }
    : { facts, read, problem: UNNAMED };
}

function isRemark(text: string, place: Place): boolean {
  return REMARK.test(text) || (place.origin === 'configured' && /^[#;]/.test(text));
}

function pairIn(text: string, heading: string | null): { readonly path: string; readonly value: string } | null {
  const named = IN_FILE.exec(text)?.groups;
  if (named?.path !== undefined) return { path: named.path, value: (named.value ?? '').trim() };
  const set = ASSIGNMENT.exec(text)?.groups;
  if (set?.key !== undefined) return { path: sysctlPath(set.key), value: (set.value ?? '').trim() };
  return heading !== null && /^-?\d[\d\s-]*$/.test(text) ? { path: heading, value: text } : null;
}

/** `sysctl`, `/proc/sys` by `cat` or `grep .`, and sysctl files: a `sysctl` for each setting that bears on traffic. */
export const sysctl: TextParser = {
  kind: 'sysctl',
  commands:
    /^(?:sudo )?(?:\S*\/)?(?:sysctl\b|(?:cat|head|tail|e?grep|more|less) [^;&]*(?:\/proc\/sys\/|\/etc\/sysctl|\/sysctl\.d\/))/,
  looksLike: (block) =>
    worded(block.lines).some(({ text }) => {
      if (/^==> \/proc\/sys\/net\//.test(text.slice(0, 40))) return true;
      const found = text.length > LONGEST_LINE ? null : pairIn(text.trim(), null);
      return found !== null && isUsedSetting(found.path);
    }),
  read: readSettings,
};
