import { isRecord, type JsonRecord, recordsIn, textOf, textsIn } from './json-records.ts';

type Value = JsonRecord['value'];

/** Members that iproute2 prints under another name than in its text. */
const NAMES: Readonly<Record<string, string>> = { protocol: 'proto', prefsrc: 'src', gateway: 'via' };

/**
 * A route of `ip -j route` in the words of `ip route`. Null when a member has no word, or the object is not clear:
 * for an encapsulated route iproute2 prints `dst` twice, so the prefix is the first one of the text.
 */
export function wordsOfJsonRoute({ value, text }: JsonRecord): readonly string[] | null {
  const encapsulated = typeof value.encap === 'string';
  const destination = encapsulated ? (/"dst"\s*:\s*"([^"\\]{1,80})"/.exec(text)?.[1] ?? null) : textOf(value.dst);
  if (destination === null) return null;
  const type = textOf(value.type);
  const words = [...(type === null ? [] : [type]), destination];
  for (const [key, member] of Object.entries(value)) {
    if (key === 'type' || key === 'dst' || key === 'nexthops' || (encapsulated && ENCAPSULATION.has(key))) continue;
    const more = key === 'encap' ? encapWords(value) : wordsOfMember(key, member);
    if (more === null) return null;
    words.push(...more);
  }
  for (const hop of recordsIn(value.nexthops)) {
    const more = hopWords(hop);
    if (more === null) return null;
    words.push('nexthop', ...more);
  }
  return words;
}

/** What may stand behind `encap` in the same object. */
const ENCAPSULATION: ReadonlySet<string> = new Set('id src dst ttl hoplimit tos tc mode segs labels hmac'.split(' '));

/** The reader of words takes an encapsulation up to the next hop, so the hop must follow it. */
function encapWords(value: Value): readonly string[] {
  const kept = Object.entries(value).filter(
    ([key, member]) => ENCAPSULATION.has(key) && key !== 'dst' && textOf(member) !== null,
  );
  return ['encap', textOf(value.encap) ?? '', ...kept.flatMap(([key, member]) => [key, textOf(member) ?? ''])];
}

function wordsOfMember(key: string, member: unknown): readonly string[] | null {
  if (key === 'flags') return textsIn(member);
  if (key === 'via') return viaWords(member);
  if (key === 'metrics') {
    const words = recordsIn(member).flatMap((metrics) =>
      Object.entries(metrics).map(([name, one]) => wordsOfMember(name, one)),
    );
    return words.includes(null) ? null : words.flatMap((word) => word ?? []);
  }
  const text = textOf(member);
  if (text === null) return member === null ? [key] : null;
  return [NAMES[key] ?? key, text];
}

/** A next hop of the other family. */
function viaWords(member: unknown): readonly string[] | null {
  if (!isRecord(member)) return null;
  const [family, host] = [textOf(member.family), textOf(member.host)];
  return family === null || host === null ? null : ['via', family, host];
}

function hopWords(hop: Value): readonly string[] | null {
  const words: string[] = [];
  for (const [key, member] of Object.entries(hop)) {
    const more = wordsOfMember(key, member);
    if (more === null) return null;
    words.push(...more);
  }
  return words;
}
