import { stageInFileName } from '../pcap/stage.ts';
import type { TimeOption } from './clock.ts';

/** What the command of a capture says of how its text is to be read. Null: the command is not known. */
export interface CaptureOptions {
  readonly interface: string | null;
  readonly filter: string | null;
  readonly absoluteNumbers: boolean | null;
  readonly times: TimeOption;
}

const UNKNOWN: CaptureOptions = { interface: null, filter: null, absoluteNumbers: null, times: null };
/** tcpdump's options that take a value (tcpdump(1)). */
const TAKES_VALUE = new Set([...'BcCEFGijmMQrsTVwWyzZ']);

/** Reads the options and the filter of a `tcpdump` command; nothing is known of `view-pcap` and of no command. */
export function tcpdumpOptions(command: string | null): CaptureOptions {
  const words = command === null ? [] : command.split(' ');
  const at = words.findIndex((word) => /(?:^|\/)tcpdump$/.test(word));
  if (at === -1) return UNKNOWN;
  let device: string | null = null;
  let absolute = false;
  let times = 0;
  let index = at + 1;
  for (; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word.startsWith('--')) continue;
    if (!/^-[A-Za-z#]/.test(word)) break;
    const letters = [...word.slice(1)];
    const taking = letters.findIndex((letter) => TAKES_VALUE.has(letter));
    const flags = taking === -1 ? letters : letters.slice(0, taking);
    absolute ||= flags.includes('S');
    times += flags.filter((letter) => letter === 't').length;
    if (taking === -1) continue;
    const attached = letters.slice(taking + 1).join('');
    const value = attached === '' ? (words[index + 1] ?? '') : attached;
    if (attached === '') index += 1;
    if (letters[taking] === 'i') device = value;
  }
  const filter = filterOf(words.slice(index));
  return {
    interface: device,
    filter: filter === '' ? null : filter,
    absoluteNumbers: absolute,
    times: times === 3 ? 'delta' : times >= 5 ? 'since-first' : null,
  };
}

/** What stands behind the options, up to a pipe or a redirection of the shell. */
function filterOf(words: readonly string[]): string {
  const text = words.join(' ').replace(/^(['"])([^'"]*)\1/, '$2');
  return text.replace(/\s*(?:\||[12&]?>|&$|;).*$/, '').trim();
}

/** The stage whose file PAN-OS shows with `view-pcap … filter-pcap NAME`, when the name tells it; else null. */
export function stageInCommand(command: string | null): string | null {
  const name = /^view-pcap\b.{0,200}?\bfilter-pcap (\S{1,80})/.exec(command ?? '')?.[1];
  return name === undefined ? null : stageInFileName(/\.p?cap(?:ng)?\d*$/i.test(name) ? name : `${name}.pcap`);
}
