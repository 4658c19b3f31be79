import type { Socket } from '../../model/facts.ts';
import type { Line } from '../parser.ts';
import { isAddress } from './address-shape.ts';
import { present, rowOf } from './layout.ts';
import type { LogValues } from './traffic-log-csv.ts';

const HEADINGS: readonly RegExp[] = [
  /^Time\s+App\s+From\s+Src Port\s+Source$/i,
  /^Rule\s+Action\s+To\s+Dst Port\s+Destination$/i,
  /^Src User\s+Dst User(?:\s+End Reason)?$/i,
];
const TIME = '\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}';
const ADDRESS = '[0-9A-Fa-f:.]+';
/** As long as PAN-OS lets names be: 31 characters for a zone, 63 for a rule. */
const ZONE = '\\S.{0,30}?';
const RULE = '\\S.{0,62}?';
const ACTIONS = 'allow|deny|drop|drop-icmp|reset-client|reset-server|reset-both';
const FIRST = new RegExp(
  `^(?<time>${TIME})\\s+(?<app>\\S+)\\s+(?<zone>${ZONE})\\s+(?<port>\\d{1,5})\\s+(?<address>${ADDRESS})$`,
);
const SECOND = new RegExp(
  `^(?<rule>${RULE})\\s+(?<action>${ACTIONS})\\s+(?<zone>${ZONE})\\s+(?<port>\\d{1,5})\\s+(?<address>${ADDRESS})$`,
);
/** Users, when known, and why the session ended (the reasons of the PAN-OS administrator's guide). */
const THIRD =
  /^(?:\S.*\s)?(?<reason>aged-out|tcp-fin|tcp-rst-from-client|tcp-rst-from-server|tcp-reuse|policy-deny|threat|decoder|unknown|resources-unavailable|decrypt-cert-validation|decrypt-unsupport-param|decrypt-error|n\/a)$/;

const STARTS = new RegExp(`^${TIME}\\s`);

export function isPageHeading(text: string): boolean {
  return HEADINGS.some((heading) => heading.test(text.trim()));
}

export function startsPageRecord(text: string): boolean {
  return STARTS.test(text.trim());
}

/** The record whose first line is at `at`: two lines, and a third one with users and the end reason when it has any. */
export function pageRecordAt(
  lines: readonly Line[],
  at: number,
): { readonly values: LogValues; readonly lines: readonly Line[] } | null {
  const first = rowOf(FIRST, lines[at]?.text ?? '');
  const second = rowOf(SECOND, lines[at + 1]?.text ?? '');
  const source = socketOf(first);
  const destination = socketOf(second);
  if (first === null || second === null || source === null || destination === null) return null;
  const third = rowOf(THIRD, lines[at + 2]?.text ?? '');
  const values: LogValues = {
    ...NOT_SHOWN,
    generatedAt: first.time ?? null,
    source,
    destination,
    from: first.zone ?? null,
    to: second.zone ?? null,
    application: first.app ?? null,
    rule: second.rule ?? null,
    action: second.action ?? null,
    endReason: present(third?.reason),
  };
  return { values, lines: lines.slice(at, at + (third === null ? 2 : 3)) };
}

function socketOf(cells: Readonly<Partial<Record<string, string>>> | null): Socket | null {
  const address = cells?.address ?? '';
  const port = Number(cells?.port);
  return isAddress(address) && port <= 0xffff ? { address, port } : null;
}

/** The page has no room for these. */
const NOT_SHOWN = {
  startedAt: null,
  device: null,
  protocol: null,
  translatedSource: null,
  translatedDestination: null,
  ingress: null,
  egress: null,
  sessionId: null,
  bytesSent: null,
  bytesReceived: null,
  packetsSent: null,
  packetsReceived: null,
  pbfC2s: null,
  pbfS2c: null,
  symmetricReturn: null,
} as const satisfies Partial<LogValues>;
