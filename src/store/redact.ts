/** Text without its secrets. `count` is how many were taken out. */
export interface Redacted {
  readonly text: string;
  readonly count: number;
}

const MARK = '[redacted]';
const MARKS = /\[redacted\]/g;

/** XML elements of PAN-OS configurations and API replies whose content is a secret, in the clear or as a hash. */
const SECRET_ELEMENTS = [
  'key',
  'phash',
  'password',
  'passphrase',
  'secret',
  'shared-secret',
  'pre-shared-key',
  'private-key',
  'public-key-secret',
  'community',
  'snmp-community-string',
  'authpwd',
  'privpwd',
  'auth-password',
  'priv-password',
  'bind-password',
  'api-key',
  'client-secret',
  'md5',
].join('|');

/** A secret by how it is written, with the part to keep as group 1. `behind`: only on a line where this stands before it. */
interface Secret {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly behind?: RegExp;
}

/**
 * What is a secret. BGP communities look like SNMP ones, so `community` alone is not enough: it has to stand in an SNMP
 * line or in an XML element without a colon.
 */
const SECRETS: readonly Secret[] = [
  {
    kind: 'a secret element of a configuration',
    pattern: new RegExp(`(<(?:${SECRET_ELEMENTS})(?:\\s[^<>]*)?>)(?!\\s*<)(?![^<:]*\\d:\\d)[^<]+(?=</)`, 'gi'),
  },
  {
    kind: 'a password or shared secret',
    pattern:
      /((?:^|[\s;"'])(?:auth-|priv-|bind-)?(?:phash|authpwd|privpwd|snmp-community-string|shared-secret)[ \t]+)[^\s;]+/gim,
  },
  {
    kind: 'a pre-shared key',
    pattern:
      /(pre-?shared-?key(?![\w>-])[ \t]*(?:key[ \t]+|[=:][ \t]*|(?:local|remote|ascii-text|hexadecimal)[ \t]+|\d[ \t]+)?)(?:"[^"\n]*"|[^\s;"]+)/gi,
  },
  { kind: 'a pre-shared key', pattern: /(\bPSK[ \t]+)"[^"\n]*"/g },
  {
    kind: 'an SNMP community',
    behind: /\b(?:snmp|snmp-server|rocommunity|rwcommunity)\b/i,
    pattern: /(\bcommunity[ \t]+(?:string[ \t]+)?)[^\s;]+/gi,
  },
  { kind: 'an SNMP community', pattern: /(^[ \t]*r[ow]community6?[ \t]+)\S+/gim },
  {
    kind: 'an SNMP community',
    behind: /\bsnmp(?:get|walk|bulkwalk|bulkget|set)\b/,
    pattern: /([ \t]-[cAX][ \t]*)\S+/g,
  },
  {
    kind: 'a password',
    pattern:
      /((?<![A-Za-z])(?:password|passwd|passphrase|secret)["']?[ \t]*[=:][ \t]*)(?:"[^"\n]*"|'[^'\n]*'|[^\s;,&"']+)/gi,
  },
  {
    kind: 'a password',
    pattern:
      /(\b(?:enable|username[ \t]+\S+(?:[ \t]+privilege[ \t]+\d+)?)[ \t]+(?:password|secret)[ \t]+(?:\d[ \t]+)?)\S+/gi,
  },
  {
    kind: 'a password',
    behind: /\bset\b/i,
    pattern: /([ \t](?:password|passphrase|secret|encrypted-password)[ \t]+)(?:"[^"\n]*"|[^\s;]+)/gi,
  },
  {
    kind: 'a RADIUS or TACACS key',
    behind: /\b(?:radius|tacacs)(?:-server)?\b/i,
    pattern: /(\bkey[ \t]+(?:\d[ \t]+)?)\S+/gi,
  },
  { kind: 'a private key', pattern: /(\bPrivateKey[ \t]*=[ \t]*)\S+/g },
  {
    kind: 'an API key or token',
    pattern:
      /(\b(?:X-PAN-KEY|X-API-Key|X-Auth-Token|Authorization|Proxy-Authorization)["']?[ \t]*:[ \t]*["']?(?:Bearer |Basic )?)[^\s"']+/gi,
  },
  { kind: 'a key in an address', pattern: /([?&;](?:key|api_?key|access_?token|token|password)=)[^\s&#"'<>]+/gi },
  {
    kind: 'an API key or token',
    pattern:
      /(\b(?:api[-_]?key|access[-_]?token|client[-_]?secret|aws_secret_access_key)["']?[ \t]*[=:][ \t]*["']?)[^\s"',;]+/gi,
  },
  { kind: 'a password in an address', pattern: /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:@/]{1,64}:)[^\s@/]{1,200}(?=@)/gi },
  { kind: 'a password', behind: /\bcurl\b/, pattern: /([ \t](?:-u|--user)[ \t=]*["']?[^\s:"']+:)[^\s"']+/g },
  { kind: 'an encrypted password', pattern: /()(?<![\w+/=-])-AQ==[A-Za-z0-9+/=]+/g },
  { kind: 'a token', pattern: /()\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/g },
  { kind: 'a PAN-OS API key', pattern: /()\bLUFRPT[A-Za-z0-9+/=]{16,}/g },
  { kind: 'a Slack token', pattern: /()\bxox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{8,}/g },
  { kind: 'a Slack token', pattern: /()\bxapp-[A-Za-z0-9-]{8,}/g },
  { kind: 'an AWS access key', pattern: /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { kind: 'a GitHub token', pattern: /()\bgh[pousr]_[A-Za-z0-9]{30,}/g },
  { kind: 'a password hash', pattern: /()(?<![\w$])\$(?:1|2[aby]|5|6|8|9|y)\$[./A-Za-z0-9$=,]{12,}/g },
];

const PRIVATE_KEY =
  /(-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----)([\s\S]*?)(-----END [A-Z0-9 ]*PRIVATE KEY-----|$(?![\s\S]))/g;

/**
 * Takes passwords, keys, tokens, pre-shared keys, SNMP communities and private keys out of pasted text.
 * No line is added or removed, so that a line number means the same before and after. Redacting twice changes nothing.
 */
export function redact(text: string): Redacted {
  let count = 0;
  let result = text.replace(PRIVATE_KEY, (whole, begin: string, body: string, end: string) => {
    if (isRedacted(body)) return whole;
    count += 1;
    return `${begin}${body.replace(/[^\r\n]+/g, MARK)}${end}`;
  });
  for (const secret of SECRETS) {
    const pieces: string[] = [];
    let kept = 0;
    for (const { from, to } of stretchesOf(result, secret)) {
      const taken = result.slice(from, to);
      if (isRedacted(taken)) continue;
      count += 1;
      pieces.push(result.slice(kept, from), MARK, '\n'.repeat(taken.split('\n').length - 1));
      kept = to;
    }
    result = pieces.join('') + result.slice(kept);
  }
  return { text: result, count };
}

/** Where a secret lies in a text: its first character, and the one behind its last. */
interface Stretch {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** All secrets of one kind in the order in which they stand, none within another. */
function stretchesOf(text: string, { kind, pattern, behind }: Secret): readonly Stretch[] {
  return partsOf(text, behind).flatMap(({ part, offset }) =>
    [...part.matchAll(pattern)].map((match) => {
      const at = offset + match.index;
      return { kind, from: at + (match[1] ?? '').length, to: at + match[0].length };
    }),
  );
}

/** The whole text, or of each line what comes from `behind` on: looked for once a line, however long that is. */
function partsOf(
  text: string,
  behind: RegExp | undefined,
): readonly { readonly part: string; readonly offset: number }[] {
  if (behind === undefined) return [{ part: text, offset: 0 }];
  return [...text.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const at = line.search(behind);
    return at < 0 ? [] : [{ part: line.slice(at), offset: index + at }];
  });
}

/** A secret that was taken out: what it was, as far as what stands around it tells, and in which line it began. */
export interface SecretTaken {
  readonly kind: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The secrets that have been taken out of a text, for the note to the person who posted them. */
export function secretsTakenFrom(text: string): readonly SecretTaken[] {
  const marks = [...text.matchAll(MARKS)].map(({ index }) => index);
  if (marks.length === 0) return [];
  const around = aroundMarks(text, marks);
  const taken = new Map<number, SecretTaken>();
  let [line, counted] = [1, 0];
  for (const at of marks) {
    line += text.slice(counted, at).split('\n').length - 1;
    counted = at;
    const known = around.get(at);
    const start = known?.from ?? at;
    if (!taken.has(start)) taken.set(start, { kind: known?.kind ?? 'a token or key', line });
  }
  return [...taken.values()];
}

/** For each mark the first stretch that holds it. Both come in the order of the text, so each kind takes one walk. */
function aroundMarks(text: string, marks: readonly number[]): ReadonlyMap<number, Stretch> {
  const keys = [...text.matchAll(PRIVATE_KEY)].map(({ 0: whole, 1: begin = '', index }) => {
    return { kind: 'a private key', from: index + begin.length, to: index + whole.length };
  });
  const around = new Map<number, Stretch>();
  for (const stretches of [keys, ...SECRETS.map((secret) => stretchesOf(text, secret))]) {
    let next = 0;
    for (const stretch of stretches) {
      while ((marks[next] ?? Infinity) < stretch.from) next += 1;
      for (let at = marks[next]; at !== undefined && at < stretch.to; at = marks[next]) {
        if (!around.has(at)) around.set(at, stretch);
        next += 1;
      }
    }
  }
  return around;
}

function isRedacted(taken: string): boolean {
  return taken.replaceAll(MARK, '').replace(/[\s"']/g, '') === '';
}
