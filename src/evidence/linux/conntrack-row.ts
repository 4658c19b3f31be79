import type { ConntrackEntry, ConntrackTuple } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { wordsOf } from './word-reader.ts';

export type ConntrackRow = Omit<ConntrackEntry, 'kind' | 'at'>;

const STATE = /^[A-Z][A-Z_0-9]{2,20}$/;
const PAIR = /^(?<key>[a-z-]{2,16})=(?<value>\S*)$/;
const NUMBER = /^\d{1,16}$/;

/**
 * `tcp 6 299 ESTABLISHED src=… dst=… sport=… dport=… src=… … [ASSURED] mark=0 use=1`, with the family in front in
 * `/proc/net/nf_conntrack`. Null for any other line and for one that was cut before its reply direction.
 */
export function readConntrackRow(text: string): ConntrackRow | null {
  const words = [...wordsOf(text)];
  if (/^ipv[46]$/.test(words[0] ?? '')) words.splice(0, 2);
  const [protocol = '', number = ''] = words;
  if (!/^[a-z][\w-]{1,16}$/.test(protocol) || !/^\d{1,3}$/.test(number)) return null;
  const tuples: Map<string, string>[] = [];
  const flags = new Set<string>();
  let [timeout, state]: (string | null)[] = [null, null];
  for (const word of words.slice(2)) {
    const pair = PAIR.exec(word)?.groups;
    if (pair?.key !== undefined) takePair(tuples, pair.key, pair.value ?? '');
    else if (/^\[[A-Z_]{2,16}\]$/.test(word)) flags.add(word.slice(1, -1));
    else if (tuples.length > 0) return null;
    else if (NUMBER.test(word)) timeout = word;
    else if (STATE.test(word)) state = word;
    else return null;
  }
  const [original, reply] = tuples.map(tupleOf);
  if (!original || !reply || tuples.length !== 2) return null;
  return {
    protocol,
    protocolNumber: Number(number),
    timeoutSeconds: timeout === null || timeout === undefined ? null : Number(timeout),
    state: state ?? null,
    original,
    reply,
    unreplied: flags.has('UNREPLIED'),
    assured: flags.has('ASSURED'),
    offloaded: flags.has('OFFLOAD') || flags.has('HW_OFFLOAD'),
    mark: numberAt(tuples, 'mark'),
    zone: numberAt(tuples, 'zone'),
  };
}

/** `src=` begins a direction; what follows belongs to it until the next. */
function takePair(tuples: Map<string, string>[], key: string, value: string): void {
  if (key === 'src') tuples.push(new Map());
  tuples.at(-1)?.set(key, value);
}

function tupleOf(values: ReadonlyMap<string, string>): ConntrackTuple | null {
  const [source, destination] = [values.get('src') ?? '', values.get('dst') ?? ''];
  if (!isAddress(source) || !isAddress(destination)) return null;
  const number = (key: string): number | null => {
    const value = values.get(key);
    return value !== undefined && NUMBER.test(value) ? Number(value) : null;
  };
  return {
    source,
    destination,
    sourcePort: number('sport'),
    destinationPort: number('dport'),
    icmpType: number('type'),
    icmpCode: number('code'),
    icmpId: number('id'),
    packets: number('packets'),
    bytes: number('bytes'),
  };
}

function numberAt(tuples: readonly ReadonlyMap<string, string>[], key: string): number | null {
  const value = tuples.map((tuple) => tuple.get(key)).find((one) => one !== undefined && NUMBER.test(one));
  return value === undefined ? null : Number(value);
}
