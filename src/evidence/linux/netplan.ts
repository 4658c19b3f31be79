import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { Fact } from '../../model/facts.ts';
import type { Block, Line, Reading, TextParser } from '../parser.ts';
import { type FileLine, fileSections } from './file-sections.ts';
import { asFarAsRead } from './listing.ts';
import { deviceFacts } from './netplan-device.ts';
import { withinReach } from './reach.ts';

const LONGEST_LINE = 500;
const MOST_LINES = 5000;
/** Kinds of devices that a netplan file may define. */
const KINDS = ['ethernets', 'bonds', 'bridges', 'vlans', 'vrfs', 'wifis', 'tunnels', 'dummy-devices'];

function isWanted(path: string): boolean {
  return /\/netplan\/[^/]+\.ya?ml$|(?:^|[/\\])\d\d-[\w.-]+\.ya?ml$|netplan\S*\.ya?ml$/.test(path);
}

/** `network:` begins a document, also where several files were printed one after the other. */
function documentsIn(lines: readonly FileLine[]): readonly (readonly FileLine[])[] {
  const documents: FileLine[][] = [];
  for (const line of lines) {
    if (/^network:\s*(?:#.*)?$/.test(line.text)) documents.push([]);
    documents.at(-1)?.push(line);
  }
  return documents;
}

interface Place {
  readonly source: string;
  readonly path: string | null;
}

const NOT_YAML = 'Its YAML is broken: paste the file whole, with its indentation.';

/** The devices of one document; null when it is no YAML, or not the YAML of a file for people. */
function factsOf(place: Place, document: readonly FileLine[], unclear: Set<number>): readonly Fact[] | null {
  if (document.length > MOST_LINES || document.some(({ text }) => isUnwieldy(text))) return null;
  const counter = new LineCounter();
  const network = networkIn(document.map(({ text }) => text).join('\n'), counter);
  if (network === null) return null;
  const linesOf = (node: Node | null | undefined): readonly Line[] => {
    const [start = 0, end = start] = node?.range ?? [];
    const [first, last] = [counter.linePos(start).line, counter.linePos(Math.max(start, end - 1)).line];
    return document.slice(first - 1, last).map(({ line }) => line);
  };
  const facts: Fact[] = [];
  for (const kind of KINDS) {
    const devices = network.get(kind);
    if (!isMap(devices)) continue;
    for (const { key, value } of devices.items) {
      if (!isScalar(key) || !isMap(value)) continue;
      const made = deviceFacts({ ...place, kind, name: String(key.value), device: value, linesOf });
      facts.push(...made.facts);
      for (const { number } of made.unclear) unclear.add(number);
    }
  }
  return facts;
}

function isUnwieldy(text: string): boolean {
  return text.length > LONGEST_LINE || (text.match(/[[{]|- (?=- )/g)?.length ?? 0) > 20;
}

function networkIn(text: string, lineCounter: LineCounter): YAMLMap | null {
  try {
    const document = parseDocument(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' });
    const network = document.errors.length === 0 ? document.get('network', true) : null;
    return isMap(network) && !isSeq(network) ? network : null;
  } catch {
    // The library throws for nesting that exhausts the stack; such a text is no netplan file.
    return null;
  }
}

/** netplan's YAML files, from `cat`, `netplan get` or as files. */
export const netplan: TextParser = {
  kind: 'netplan',
  unbounded: true,
  commands: /^(?:sudo )?(?:netplan get\b|(?:cat|head|tail|more|less) [^;&]*\/netplan\/)/,
  looksLike: (block) =>
    block.lines.some(({ text }) => /^network:\s*$/.test(text.slice(0, 80))) &&
    block.lines.some(({ text }) =>
      /^ {1,8}(?:ethernets|bonds|bridges|vlans|vrfs|renderer|version):/.test(text.slice(0, 80)),
    ),
  read(given: Block): Reading {
    const block = withinReach(given);
    const facts: Fact[] = [];
    const read = new Set<number>();
    const unclear = new Set<number>();
    let broken = false;
    for (const section of fileSections(block, isWanted)) {
      for (const { number } of section.headings) read.add(number);
      for (const { text, line } of section.lines) if (/^\s*#/.test(text)) read.add(line.number);
      for (const document of documentsIn(section.lines)) {
        const found = factsOf({ source: block.source, path: section.path }, document, unclear);
        broken ||= found === null;
        facts.push(...(found ?? []));
        for (const { line } of found === null ? [] : document) read.add(line.number);
      }
    }
    for (const number of unclear) read.delete(number);
    return { facts: asFarAsRead(given, facts, read), read, ...(broken ? { problem: NOT_YAML } : {}) };
  },
};
