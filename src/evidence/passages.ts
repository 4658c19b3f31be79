import { expandCommand, isNotUsed } from './command.ts';
import { textParsers } from './index.ts';
import { insteadOf } from './mistaken.ts';
import { hasOpening } from './openings.ts';
import type { Line } from './parser.ts';
import { type Prompt, readPrompt } from './prompt.ts';
import { xmlRegions } from './xml-regions.ts';

/** What stands between two prompts of a source, before anybody looks at the output. */
export interface Passage {
  /** The line with the prompt, when there is one. It is not among `lines`. */
  readonly prompt: Line | null;
  readonly observer: string | null;
  /** Keywords written out; null when nothing was typed. */
  readonly command: string | null;
  readonly dataplane: string | null;
  readonly lines: readonly Line[];
}

interface Device {
  observer: string | null;
  dataplane: string | null;
}

const TARGET_DATAPLANE = /^set system setting target-dp (\S+)$/;
const LONGEST_PROMPT = 1000;

/**
 * Cuts the lines of a source at its prompts, and at commands that stand alone on their line. A prompt that does not
 * name its device (`> show …`, as in tech-support files) belongs to the device of the source when its other prompts
 * name exactly one. Every line that is no prompt is in exactly one passage. Lines inside of XML are no prompts.
 */
export function cutAtPrompts(lines: readonly Line[]): readonly Passage[] {
  const inXml = xmlRegions(lines);
  const clear = lines.map((line, index) => (inXml[index] === null ? promptOf(line) : null));
  const hosts = new Set(clear.flatMap((prompt) => prompt?.host ?? []));
  const prompts = lines.map((line, index) => clear[index] ?? (inXml[index] === null ? idlePrompt(line, hosts) : null));
  const device: Device = { observer: onlyHost(prompts), dataplane: null };
  const passages: Passage[] = [];
  let start = 0;
  for (const [index, prompt] of prompts.entries()) {
    if (prompt === null && index > 0) continue;
    if (index > 0) close(index);
    start = index;
  }
  if (lines.length > 0) close(lines.length);
  return passages;

  function close(end: number): void {
    passages.push(passageOf(lines.slice(start, end), prompts[start] ?? null, device));
  }
}

function passageOf(lines: readonly Line[], prompt: Prompt | null, device: Device): Passage {
  const [first = null] = lines;
  if (prompt === null) return { prompt: null, ...device, dataplane: null, command: null, lines };
  const command = prompt.command === '' ? null : expandCommand(prompt.command);
  if (prompt.host !== null && prompt.host !== device.observer) {
    device.observer = prompt.host;
    device.dataplane = null;
  }
  const target = TARGET_DATAPLANE.exec(command ?? '')?.[1];
  if (target !== undefined) device.dataplane = target === 'none' ? null : target;
  return { prompt: first, ...device, command, lines: lines.slice(1) };
}

/** `R1>` alone on its line is a prompt where another prompt of the source names R1; elsewhere it may be anything. */
function idlePrompt({ text }: Line, hosts: ReadonlySet<string>): Prompt | null {
  const host = text.length > LONGEST_PROMPT ? undefined : /^\s*([A-Za-z][\w.-]*)>$/.exec(text)?.[1];
  return host !== undefined && hosts.has(host) ? { host, haState: null, command: '' } : null;
}

function promptOf(line: Line): Prompt | null {
  if (line.text.length > LONGEST_PROMPT) return null;
  return readPrompt(line.text) ?? loneCommand(line);
}

/** A known command alone on its line: what is left when the prompt was not copied. */
function loneCommand(line: Line): Prompt | null {
  if (
    hasOpening([line]) ||
    !/^\s*(?:(?:sh|test|debug|traceroute|tracepath|tcpdump|tshark|ip|aws|nstat|netstat|conntrack|nft|nmcli|sysctl|mtr)[\w-]*|ss|cat|e?grep) [\w\s./:*"'|<>=,()@{}-]+$/.test(
      line.text,
    )
  )
    return null;
  const command = expandCommand(line.text);
  const known =
    textParsers.some((parser) => parser.commands.test(command)) ||
    (/^(?:show|test|debug) /.test(command) && (insteadOf(command) !== null || isNotUsed(command)));
  return known ? { host: null, haState: null, command } : null;
}

function onlyHost(prompts: readonly (Prompt | null)[]): string | null {
  const hosts = new Set(prompts.flatMap((prompt) => (prompt?.host ? [prompt.host] : [])));
  const [only = null] = hosts;
  return hosts.size === 1 ? only : null;
}
