import type { SessionAbsent, SessionRow, Socket } from '../../model/facts.ts';
import { commandWords } from '../cli/command-words.ts';
import type { Element } from './element.ts';
import { childrenNamed } from './element.ts';
import { numberField, textField, toNumber, toProtocol } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { isEmpty, names } from './reply.ts';

/**
 * `show session all`. `from` and `to` are zones, names that begin with `x` are the translated side.
 * `type`, `security-rule`, `ingress` and `egress` can be missing. With `count yes` the reply is one `<member>` with
 * the number of sessions.
 */
export const sessionAll: XmlReader = {
  kind: 'session-all',
  commands: /^show session all\b/,
  answersEmpty: true,
  used: names(`entry member idx vsys application state type flags proto source sport dst dport xsource xsport xdst
    xdport from to security-rule ingress egress start-time total-byte-count`),
  ignored: names('nat srcnat dstnat proxy decrypt-mirror vsys-idx dp'),
  recognises: (reply) => saysNone(reply) || childrenNamed(reply.result, 'entry').some((entry) => isSession(entry)),
  accepts: (reply) => countOf(reply) !== null || sessionAll.recognises(reply),
  read: readSessions,
};

function isSession(entry: Element): boolean {
  return ['idx', 'source', 'dst', 'sport'].every((name) => textField(entry, name) !== null);
}

function readSessions(reply: Reply): XmlReading {
  if (isEmpty(reply) || saysNone(reply) || countOf(reply) === 0) return { facts: [absence(reply)] };
  const unclear: Element[] = [];
  const facts: SessionRow[] = [];
  for (const entry of childrenNamed(reply.result, 'entry')) {
    const row = rowOf(entry, reply);
    if (row === null) unclear.push(entry);
    else facts.push(row);
  }
  return { facts, unclear };
}

function rowOf(entry: Element, reply: Reply): SessionRow | null {
  const id = numberField(entry, 'idx');
  const protocol = toProtocol(textField(entry, 'proto'));
  const source = socketOf(entry, 'source', 'sport');
  const destination = socketOf(entry, 'dst', 'dport');
  const state = textField(entry, 'state');
  if (id === null || protocol === null || source === null || destination === null || state === null) return null;
  return {
    kind: 'session-row',
    at: reply.cite(entry),
    id,
    vsys: textField(entry, 'vsys'),
    application: textField(entry, 'application') ?? '',
    state,
    type: textField(entry, 'type') ?? '',
    flags: textField(entry, 'flags') ?? '',
    protocol,
    source,
    translatedSource: socketOf(entry, 'xsource', 'xsport') ?? source,
    destination,
    translatedDestination: socketOf(entry, 'xdst', 'xdport') ?? destination,
    from: textField(entry, 'from') ?? '',
    to: textField(entry, 'to') ?? '',
    rule: textField(entry, 'security-rule'),
    ingress: textField(entry, 'ingress'),
    egress: textField(entry, 'egress'),
    startTime: textField(entry, 'start-time'),
    totalBytes: numberField(entry, 'total-byte-count'),
  };
}

function socketOf(entry: Element, addressName: string, portName: string): Socket | null {
  const address = textField(entry, addressName);
  const port = numberField(entry, portName);
  return address === null || port === null ? null : { address, port };
}

function countOf(reply: Reply): number | null {
  const members = reply.result.children;
  return members.length === 1 ? toNumber(textField(reply.result, 'member')) : null;
}

function saysNone(reply: Reply): boolean {
  const said = `${reply.result.text} ${textField(reply.result, 'member') ?? ''}`;
  return /^\s*no active sessions\s*$/i.test(said);
}

function absence(reply: Reply): SessionAbsent {
  return {
    kind: 'session-absent',
    at: reply.cite(reply.result),
    reason: 'no-active-sessions',
    sessionId: null,
    filter: filterOf(reply.command),
  };
}

/** The keyword and value pairs after `filter`; `count` asks for a number, it does not narrow the list. */
function filterOf(command: string | null): Readonly<Record<string, string>> {
  const words = command === null ? [] : commandWords(command);
  const filter: Record<string, string> = {};
  for (let at = words.indexOf('filter') + 1; at > 0 && at + 1 < words.length; at += 2) {
    const [key, value] = [words[at] ?? '', words[at + 1] ?? ''];
    if (key !== 'count') filter[key] = value;
  }
  return filter;
}
