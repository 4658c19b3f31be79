import ipaddr from 'ipaddr.js';
import { isIpv4 } from '../model/address-text.ts';
import type { Endpoint, Flow, Protocol } from '../model/flow.ts';
import { protocolFromNumber } from '../model/flow.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { undoSlackText } from './slack-text.ts';

const EXAMPLE = 'Write it like `10.1.1.5:51000 > 10.2.2.10:443/tcp`; a port that is not known is left out.';
const ARROW = /\s*(?:-+>|=+>|>|→|⇒|➜)\s*|\s+to\s+|\s+/;
const PROTOCOL = /\s*\/\s*(?<slashed>[\w-]{1,20})$|\s(?<name>tcp|udp|icmp|icmp6|icmpv6)$/i;
const LONGEST = 300;

/**
 * Reads a conversation as people write it: `10.1.1.5:51000 > 10.2.2.10:443/tcp`, client first. The arrow may be `>`,
 * `->`, `→`, `to` or a blank; IPv6 with a port stands in brackets; ICMP has no ports. Without a protocol it is TCP.
 * The problem says which part is wrong.
 */
export function parseFlow(text: string): Result<Flow> {
  const written = undoSlackText(text.slice(0, LONGEST + 1))
    .replace(/[`"']/g, '')
    .trim();
  if (written === '') return wrong('the flow is empty');
  if (text.length > LONGEST) return wrong('the flow is too long');
  const named = PROTOCOL.exec(written);
  const name = named?.groups?.slashed ?? named?.groups?.name ?? 'tcp';
  const protocol = protocolOf(name);
  if (protocol === null) return wrong(`"${name}" is no protocol: write tcp, udp, icmp or a number up to 255`);
  const ends = (named === null ? written : written.slice(0, named.index)).split(ARROW).filter((end) => end !== '');
  const [clientText, serverText, third] = ends;
  if (clientText === undefined || serverText === undefined) return wrong(`"${written}" does not name two addresses`);
  if (third !== undefined) return wrong(`"${third}" is one word too many after the client and the server`);
  const client = endpointOf(clientText, protocol);
  if (!client.ok) return client;
  const server = endpointOf(serverText, protocol);
  if (!server.ok) return server;
  if (client.value.address === server.value.address) return wrong('client and server are the same address');
  if (client.value.address.includes(':') !== server.value.address.includes(':')) {
    return wrong('one address is IPv4 and the other IPv6');
  }
  return ok({ protocol, client: client.value, server: server.value });
}

function protocolOf(name: string): Protocol | null {
  const lower = name.toLowerCase().replace('icmpv6', 'icmp6');
  if (lower === 'tcp' || lower === 'udp' || lower === 'icmp' || lower === 'icmp6') return lower;
  const number = /^(?:ip-)?(\d{1,3})$/.exec(lower)?.[1];
  return number !== undefined && Number(number) <= 255 ? protocolFromNumber(Number(number)) : null;
}

const BRACKETED = /^\[(?<address>[^\]]*)\](?::(?<port>.*))?$/;
const DOTTED = /^(?<address>[^:]*)(?::(?<port>[^:]*))?$/;

function endpointOf(text: string, protocol: Protocol): Result<Endpoint> {
  const cells = (BRACKETED.exec(text) ?? DOTTED.exec(text))?.groups;
  const written = cells?.address ?? text;
  const address = spelled(written);
  if (address === null) return wrong(`"${written}" is no IP address`);
  if (cells?.port === undefined) return ok({ address, port: null });
  const port = /^\d{1,5}$/.test(cells.port) ? Number(cells.port) : 0;
  if (protocol !== 'tcp' && protocol !== 'udp') return wrong(`${protocol} has no ports, and "${text}" has one`);
  return port >= 1 && port <= 65_535 ? ok({ address, port }) : wrong(`"${cells.port}" is no port: it is 1 to 65535`);
}

function spelled(text: string): string | null {
  if (isIpv4(text)) return text;
  return ipaddr.IPv6.isValid(text) && !text.includes('%') ? ipaddr.IPv6.parse(text).toRFC5952String() : null;
}

function wrong(message: string): { readonly ok: false; readonly error: Problem } {
  return fail({ code: 'flow.unreadable', message, todo: EXAMPLE });
}
