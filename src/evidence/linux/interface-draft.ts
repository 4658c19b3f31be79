import type { HostAddress, HostInterface } from '../../model/facts.ts';
import { cite, type Line } from '../parser.ts';

/** An interface while its lines are read. */
export interface InterfaceDraft {
  readonly name: string;
  readonly index: number | null;
  parent: string | null;
  flags: readonly string[] | null;
  state: string | null;
  mtu: number | null;
  master: string | null;
  linkType: string | null;
  mac: string | null;
  deviceKind: string | null;
  vrfTable: string | null;
  /** Null while nothing shows that this listing prints addresses. */
  addresses: HostAddress[] | null;
  readonly lines: Line[];
}

export function newInterface(name: string, index: number | null): InterfaceDraft {
  return {
    name,
    index,
    parent: null,
    flags: null,
    state: null,
    mtu: null,
    master: null,
    linkType: null,
    mac: null,
    deviceKind: null,
    vrfTable: null,
    addresses: null,
    lines: [],
  };
}

/** The carrier is LOWER_UP; without it, an interface that is up has none. One that is down does not tell. */
function carrierOf(flags: readonly string[]): boolean | null {
  if (flags.includes('LOWER_UP')) return true;
  return flags.includes('NO-CARRIER') || flags.includes('UP') ? false : null;
}

export function interfaceFact(source: string, draft: InterfaceDraft): HostInterface {
  const { lines, ...shown } = draft;
  const { flags } = draft;
  return {
    kind: 'host-interface',
    at: cite(source, lines),
    ...shown,
    up: flags === null ? null : flags.includes('UP'),
    carrier: flags === null ? null : carrierOf(flags),
  };
}
