/** Text without its secrets. `count` is how many were taken out. */
export interface Redacted {
  readonly text: string;
  readonly count: number;
}

const MARK = '[redacted]';

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

/**
 * What is a secret, each with the part to keep as group 1. BGP communities look like SNMP ones, so `community` alone
 * is not enough: it has to stand in an SNMP line or in an XML element without a colon.
 */
const SECRETS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
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
    pattern: /(\b(?:snmp|snmp-server|rocommunity|rwcommunity)\b[^\n]*?\bcommunity[ \t]+(?:string[ \t]+)?)[^\s;]+/gi,
  },
  { kind: 'an SNMP community', pattern: /(^[ \t]*r[ow]community6?[ \t]+)\S+/gim },
  { kind: 'an SNMP community', pattern: /(\bsnmp(?:get|walk|bulkwalk|bulkget|set)\b[^\n]*?-[cAX][ \t]*)\S+/g },
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
    pattern: /(\bset\b[^\n]*[ \t](?:password|passphrase|secret|encrypted-password)[ \t]+)(?:"[^"\n]*"|[^\s;]+)/gi,
  },
  {
    kind: 'a RADIUS or TACACS key',
    pattern: /(\b(?:radius|tacacs)(?:-server)?\b[^\n]*?\bkey[ \t]+(?:\d[ \t]+)?)\S+/gi,
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
  { kind: 'a password', pattern: /(\bcurl\b[^\n]*?[ \t](?:-u|--user)[ \t=]*["']?[^\s:"']+:)[^\s"']+/g },
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
  for (const { pattern } of SECRETS) {
    result = result.replace(pattern, (whole, kept: string) => {
      const taken = whole.slice(kept.length);
      if (isRedacted(taken)) return whole;
      count += 1;
      return kept + MARK + '\n'.repeat(taken.split('\n').length - 1);
    });
  }
  return { text: result, count };
}

/** A secret that was taken out: what it was, as far as what stands around it tells, and in which line it began. */
export interface SecretTaken {
  readonly kind: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The secrets that have been taken out of a text, for the note to the person who posted them. */
export function secretsTakenFrom(text: string): readonly SecretTaken[] {
  const known = [
    ...[...text.matchAll(PRIVATE_KEY)].map((match) => stretch('a private key', match, match[1] ?? '')),
    ...SECRETS.flatMap(({ kind, pattern }) =>
      [...text.matchAll(pattern)].map((match) => stretch(kind, match, match[1] ?? '')),
    ),
  ];
  const taken = new Map<number, SecretTaken>();
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length)) {
    const around = known.find(({ from, to }) => from <= at && at < to);
    const start = around?.from ?? at;
    if (!taken.has(start)) taken.set(start, { kind: around?.kind ?? 'a token or key', line: lineOf(text, at) });
  }
  return [...taken.values()];
}

/** Where the taken part of a match lies: behind what was kept. */
function stretch(kind: string, match: RegExpExecArray, kept: string) {
  return { kind, from: match.index + kept.length, to: match.index + match[0].length };
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

function isRedacted(taken: string): boolean {
  return taken.replaceAll(MARK, '').replace(/[\s"']/g, '') === '';
}
