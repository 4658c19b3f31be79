import type { HostSocket, HostSocketListing } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isReadWhole } from './listing.ts';
import { withinReach } from './reach.ts';
import { readNetstatRow, readSocketDetails, readSocketRow, type SocketRow } from './socket-row.ts';

const LONGEST_LINE = 4000;
const SS_TITLE =
  /^(?:Netid\s*)?(?:State\s+)?Recv-Q\s+Send-Q\s+Local Address:\s?Port\s+Peer Address:\s?Port\s*(?:Process)?$/;
const NETSTAT_TITLE = /^(?:Active Internet connections .*|Proto Recv-Q Send-Q Local Address\s+Foreign Address\b.*)$/;
/** What `ss -i`, `-e` and `-m` print below a socket, or behind it. */
const DETAILS =
  /(?:^|\s)(?:ts|sack|cubic|bbr|reno|dctcp|wscale:\d|rto:\d|skmem:\(|cwnd:\d|mss:\d|uid:\d|ino:\d|timer:\()/;

interface Found {
  readonly sockets: readonly HostSocket[];
  readonly read: ReadonlySet<number>;
}

function readSockets(block: Block): Found {
  const isNetstat = isNetstatOutput(block);
  const sockets: HostSocket[] = [];
  const read = new Set<number>();
  let open: { readonly row: SocketRow; readonly lines: Line[] } | null = null;
  const close = (): void => {
    if (open !== null) sockets.push(socketOf(block, open.row, open.lines));
    open = null;
  };
  for (const line of worded(block.lines)) {
    if (line.text.length > LONGEST_LINE) continue;
    const text = line.text.trim();
    const row = isNetstat ? readNetstatRow(text) : readSocketRow(text);
    const details = row === null && open !== null && /^\s/.test(line.text) && DETAILS.test(text);
    if (row !== null) close();
    if (row !== null && row !== 'other') open = { row, lines: [line] };
    else if (details) open?.lines.push(line);
    if (row !== null || details || SS_TITLE.test(text) || NETSTAT_TITLE.test(text)) read.add(line.number);
  }
  close();
  return { sockets, read };
}

function isNetstatOutput(block: Block): boolean {
  return (
    block.lines.some(({ text }) => text.length <= LONGEST_LINE && NETSTAT_TITLE.test(text.trim())) ||
    /^(?:\S*\/)?netstat\b/.test(block.command ?? '')
  );
}

/** Details stand on the row's own line with `-O`; the row itself holds none of their words. */
function socketOf(block: Block, row: SocketRow, lines: readonly Line[]): HostSocket {
  const text = lines.map((line) => line.text).join(' ');
  const isTcp = row.protocol === null && DETAILS.test(text) && /\brto:\d/.test(text);
  const protocol = row.protocol ?? (isTcp || onlyTcp(block) ? 'tcp' : null);
  return { kind: 'host-socket', at: cite(block.source, lines), ...row, protocol, ...readSocketDetails(text) };
}

function onlyTcp(block: Block): boolean {
  const { tcp, udp } = askedOf(block);
  return tcp === true && udp === false;
}

type Asked = Pick<HostSocketListing, 'tcp' | 'udp' | 'listening' | 'connected' | 'halfOpen' | 'filtered'>;

const UNKNOWN: Asked = { tcp: null, udp: null, listening: null, connected: null, halfOpen: null, filtered: null };
const LONG: Readonly<Record<string, string>> = { '--tcp': 't', '--udp': 'u', '--all': 'a', '--listening': 'l' };

/** What `ss` or netstat was asked for. Without a protocol `ss` shows all; without `-a` and `-l` the connected ones. */
function askedOf(block: Block): Asked {
  const [program = '', ...pipe] = (block.command ?? '').split('|');
  const [name = '', ...words] = program.trim().split(/\s+/);
  if (!/(?:^|\/)(?:ss|netstat)$/.test(name)) return UNKNOWN;
  const isSs = /ss$/.test(name);
  const options = words.map((word) => LONG[word] ?? (/^-\w+$/.test(word) ? word.slice(1) : '')).join('');
  const has = (letter: string): boolean => options.includes(letter);
  const rest = words.filter((word) => !word.startsWith('-'));
  const any = !/[tuwxdSM]/.test(options);
  return {
    tcp: any || has('t'),
    udp: any || has('u'),
    listening: has('a') || has('l'),
    connected: has('a') || !has('l'),
    halfOpen: has('a') || rest.includes('syn-recv') || (!isSs && !has('l')),
    filtered: rest.length > 0 || pipe.length > 0,
  };
}

/** `ss` with any options, and `netstat -tan`: a `host-socket` for each of TCP and UDP, and a `host-socket-listing`. */
export const sockets: TextParser = {
  kind: 'sockets',
  unbounded: true,
  commands: /^(?:sudo )?(?:\S*\/)?(?:ss|netstat(?! -\w*[srig]))(?: [^;&]*)?$/,
  looksLike: (block) =>
    block.lines.some(
      ({ text }) => text.length <= LONGEST_LINE && (SS_TITLE.test(text.trim()) || NETSTAT_TITLE.test(text.trim())),
    ),
  read(given: Block): Reading {
    const block = withinReach(given);
    const { sockets: found, read } = readSockets(block);
    if (read.size === 0 || !isReadWhole(given, read)) return { facts: found, read };
    const at = cite(block.source, worded(block.lines).slice(0, 1));
    return { facts: [{ kind: 'host-socket-listing', at, ...askedOf(block), count: found.length }, ...found], read };
  },
};
