import type { BalancedServer, BalancedService } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const LONGEST_LINE = 300;
const TITLE =
  /^(?:IP Virtual Server version \d[\w.]{0,12} \(size=\d{1,10}\)|Prot LocalAddress:Port(?: Scheduler Flags)?|-> RemoteAddress:Port\s+Forward\s+Weight\s+ActiveConn\s+InActConn)$/;
/** `TCP  10.0.0.1:443 wlc persistent 300`; a service of a firewall mark (`FWM  1 rr`) names no address. */
const SERVICE = /^(?<protocol>TCP|UDP|SCTP)\s+(?<end>\S{3,60})\s+(?<scheduler>[a-z]{1,12})(?:\s.{0,120})?$/;
const MARKED = /^FWM\s+\d{1,10}(?:\s.{0,120})?$/;
const SERVER =
  /^-> (?<end>\S{3,60})\s+(?<method>Route|Masq|Tunnel|Local)\s+(?<weight>-?\d{1,7})\s+(?<active>\d{1,12})\s+(?<inactive>\d{1,12})$/;

const METHODS = { Route: 'route', Masq: 'masquerade', Tunnel: 'tunnel', Local: 'local' } as const;

interface Draft {
  readonly protocol: BalancedService['protocol'];
  readonly address: string;
  readonly port: number;
  readonly scheduler: string;
  readonly lines: Line[];
  readonly servers: BalancedServer[];
}

/** `ipvsadm -Ln`: a `balanced-service` for each virtual service. Names instead of numbers (without `-n`) are not read. */
export const ipvs: TextParser = {
  kind: 'ipvs',
  commands: /^(?:sudo )?(?:\S*\/)?ipvsadm\b/,
  looksLike: (block) =>
    block.lines.some(({ text }) => /^IP Virtual Server version /.test(text) && TITLE.test(text.trim())),
  read(block: Block): Reading {
    const drafts: Draft[] = [];
    const read = new Set<number>();
    let current: Draft | null = null;
    for (const line of worded(block.lines)) {
      const text = line.text.trim();
      if (text.length > LONGEST_LINE) continue;
      const service = serviceOf(text, line);
      const server = serverOf(text);
      if (service !== null) drafts.push(service);
      if (service !== null || MARKED.test(text)) current = service;
      if (server !== null && current !== null) {
        current.servers.push(server);
        current.lines.push(line);
      }
      if (service !== null || server !== null || MARKED.test(text) || TITLE.test(text)) read.add(line.number);
    }
    const facts = drafts.map(
      ({ lines, ...service }): BalancedService => ({
        kind: 'balanced-service',
        at: cite(block.source, lines),
        ...service,
      }),
    );
    return { facts, read };
  },
};

function serviceOf(text: string, line: Line): Draft | null {
  const cells = SERVICE.exec(text)?.groups;
  const end = endOf(cells?.end);
  if (cells?.scheduler === undefined || end === null) return null;
  const protocol = cells.protocol === 'TCP' ? 'tcp' : cells.protocol === 'UDP' ? 'udp' : 'sctp';
  return { protocol, ...end, scheduler: cells.scheduler, lines: [line], servers: [] };
}

function serverOf(text: string): BalancedServer | null {
  const cells = SERVER.exec(text)?.groups;
  const end = endOf(cells?.end);
  const method = Object.entries(METHODS).find(([printed]) => printed === cells?.method)?.[1];
  if (cells === undefined || end === null || method === undefined) return null;
  return { ...end, method, weight: Number(cells.weight), active: Number(cells.active) };
}

/** `10.0.0.1:443` or `[2001:db8::1]:443`. */
function endOf(text: string | undefined): { readonly address: string; readonly port: number } | null {
  const parts = /^(?:\[(?<six>[^\]]{2,45})\]|(?<four>[\d.]{7,15})):(?<port>\d{1,5})$/.exec(text ?? '')?.groups;
  const address = parts?.six ?? parts?.four;
  return address === undefined || !isAddress(address) ? null : { address, port: Number(parts?.port) };
}
