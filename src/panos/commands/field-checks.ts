import ipaddr from 'ipaddr.js';
import { isIpv4 } from '../../model/address-text.ts';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';

export type Checked<T> = Result<T, Problem>;

/** Zones and routers: letters, digits, blanks, dots, underscores and hyphens, at most 31 (PAN-OS Web Interface Help, Zones). */
const NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9 ._-]{0,29}[A-Za-z0-9._-])?$/;
const INTERFACE = /^(?:(?:ethernet|cellular)\d{1,2}\/\d{1,2}|ae\d{1,3}|tunnel|loopback|vlan|sdwan)(?:\.\d{1,5})?$/;
const FILE = /^[A-Za-z0-9][A-Za-z0-9-]{0,30}$/;
const LARGEST_SESSION_ID = 4_294_967_295;

/** One address as PAN-OS takes it: IPv4 with four decimal parts, or IPv6 without a zone id; written in its short form. */
export function address(field: string, value: string): Checked<string> {
  const open = placeholder(field, value);
  if (open !== null) return fail(open);
  const parsed = parseAddress(value);
  if (parsed === null) {
    const what = value.includes('/') ? 'is a network, not a single address' : 'is not an IPv4 or IPv6 address';
    return refuse(field, `${shown(value)} ${what}`, 'Name one host, such as 192.0.2.10 or 2001:db8::10.');
  }
  if (parsed.range() === 'unspecified') {
    return refuse(field, `${shown(value)} stands for every address`, 'Name one host of the case.');
  }
  return ok(parsed instanceof ipaddr.IPv6 ? parsed.toRFC5952String() : parsed.toString());
}

/** An address that one host can have: no multicast and no broadcast either. */
export function hostAddress(field: string, value: string): Checked<string> {
  const checked = address(field, value);
  if (!checked.ok) return checked;
  const range = ipaddr.parse(checked.value).range();
  return range === 'multicast' || range === 'broadcast'
    ? refuse(field, `${shown(value)} is an address of many hosts`, 'Name one host of the case.')
    : checked;
}

/** The name of a zone or of a virtual or logical router. */
export function name(field: string, value: string): Checked<string> {
  return matching(field, value, NAME, 'is not a name that PAN-OS allows', 'Give the name as the firewall shows it.');
}

export function interfaceName(field: string, value: string): Checked<string> {
  return matching(field, value, INTERFACE, 'is not an interface', 'Give it as in ethernet1/3, ethernet1/3.20 or ae1.');
}

/** The name of a capture file on the device. */
export function fileName(field: string, value: string): Checked<string> {
  return matching(field, value, FILE, 'is not a file name', 'Use at most 31 letters, digits and hyphens.');
}

export function sessionId(field: string, value: number): Checked<number> {
  return whole(field, value, 1, LARGEST_SESSION_ID);
}

export function port(field: string, value: number): Checked<number> {
  return whole(field, value, 1, 65_535);
}

/** A whole number within bounds, both included. */
export function whole(field: string, value: number, least: number, most: number): Checked<number> {
  return Number.isSafeInteger(value) && value >= least && value <= most
    ? ok(value)
    : refuse(field, `${shown(String(value))} is out of range`, `Give a whole number from ${least} to ${most}.`);
}

/** Null stays null. */
export function optional<T>(check: (field: string, value: T) => Checked<T>) {
  return (field: string, value: T | null): Checked<T | null> => (value === null ? ok(null) : check(field, value));
}

export function refuse(field: string, what: string, todo: string): Result<never, Problem> {
  return fail({ code: 'command-refused', message: `The command was not sent: ${field} ${what}.`, where: field, todo });
}

function matching(field: string, value: string, shape: RegExp, what: string, todo: string): Checked<string> {
  const open = placeholder(field, value);
  if (open !== null) return fail(open);
  return shape.test(value) ? ok(value) : refuse(field, `${shown(value)} ${what}`, todo);
}

function placeholder(field: string, value: string): Problem | null {
  if (!/[<>]/.test(value)) return null;
  const message = `The command was not sent: ${field} is still open (${shown(value)}).`;
  return { code: 'command-open', message, where: field, todo: 'Say what belongs there before a firewall is asked.' };
}

function parseAddress(value: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (isIpv4(value)) return ipaddr.IPv4.parse(value);
  // An IPv6 address with an IPv4 part would be read as another host by one or the other.
  if (!/^[0-9a-fA-F:]+$/.test(value) || !ipaddr.IPv6.isValid(value)) return null;
  const parsed = ipaddr.IPv6.parse(value);
  return parsed.isIPv4MappedAddress() ? null : parsed;
}

/** What was given is hostile: a bounded piece of it, without what could steer a terminal or a message. */
function shown(value: string): string {
  const plain = value.replace(/[^\x20-\x7e]/g, '?').replace(/[<>&"`]/g, "'");
  return plain === '' ? '(empty)' : plain.length > 40 ? `${plain.slice(0, 40)}...` : plain;
}
