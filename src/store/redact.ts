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
const SECRETS: readonly RegExp[] = [
  new RegExp(`(<(?:${SECRET_ELEMENTS})(?:\\s[^<>]*)?>)(?!\\s*<)(?![^<:]*\\d:\\d)[^<]+(?=</)`, 'gi'),
  /((?:^|[\s;"'])(?:auth-|priv-|bind-)?(?:phash|authpwd|privpwd|snmp-community-string|shared-secret)[ \t]+)[^\s;]+/gim,
  /(pre-?shared-?key(?![\w>-])[ \t]*(?:key[ \t]+|[=:][ \t]*|(?:local|remote|ascii-text|hexadecimal)[ \t]+|\d[ \t]+)?)(?:"[^"\n]*"|[^\s;"]+)/gi,
  /(\bPSK[ \t]+)"[^"\n]*"/g,
  /(\b(?:snmp|snmp-server|rocommunity|rwcommunity)\b[^\n]*?\bcommunity[ \t]+(?:string[ \t]+)?)[^\s;]+/gi,
  /(^[ \t]*r[ow]community6?[ \t]+)\S+/gim,
  /(\bsnmp(?:get|walk|bulkwalk|bulkget|set)\b[^\n]*?-[cAX][ \t]*)\S+/g,
  /((?<![A-Za-z])(?:password|passwd|passphrase|secret)["']?[ \t]*[=:][ \t]*)(?:"[^"\n]*"|'[^'\n]*'|[^\s;,&"']+)/gi,
  /(\b(?:enable|username[ \t]+\S+(?:[ \t]+privilege[ \t]+\d+)?)[ \t]+(?:password|secret)[ \t]+(?:\d[ \t]+)?)\S+/gi,
  /(\bset\b[^\n]*[ \t](?:password|passphrase|secret|encrypted-password)[ \t]+)(?:"[^"\n]*"|[^\s;]+)/gi,
  /(\b(?:radius|tacacs)(?:-server)?\b[^\n]*?\bkey[ \t]+(?:\d[ \t]+)?)\S+/gi,
  /(\bPrivateKey[ \t]*=[ \t]*)\S+/g,
  /(\b(?:X-PAN-KEY|X-API-Key|X-Auth-Token|Authorization|Proxy-Authorization)["']?[ \t]*:[ \t]*["']?(?:Bearer |Basic )?)[^\s"']+/gi,
  /([?&;](?:key|api_?key|access_?token|token|password)=)[^\s&#"'<>]+/gi,
  /(\b(?:api[-_]?key|access[-_]?token|client[-_]?secret|aws_secret_access_key)["']?[ \t]*[=:][ \t]*["']?)[^\s"',;]+/gi,
  /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:@/]{1,64}:)[^\s@/]{1,200}(?=@)/gi,
  /(\bcurl\b[^\n]*?[ \t](?:-u|--user)[ \t=]*["']?[^\s:"']+:)[^\s"']+/g,
  /()(?<![\w+/=-])-AQ==[A-Za-z0-9+/=]+/g,
  /()\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/g,
  /()\bLUFRPT[A-Za-z0-9+/=]{16,}/g,
  /()\bxox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{8,}/g,
  /()\bxapp-[A-Za-z0-9-]{8,}/g,
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /()\bgh[pousr]_[A-Za-z0-9]{30,}/g,
  /()(?<![\w$])\$(?:1|2[aby]|5|6|8|9|y)\$[./A-Za-z0-9$=,]{12,}/g,
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
    result = result.replace(secret, (whole, kept: string) => {
      const taken = whole.slice(kept.length);
      if (isRedacted(taken)) return whole;
      count += 1;
      return kept + MARK + '\n'.repeat(taken.split('\n').length - 1);
    });
  }
  return { text: result, count };
}

/** How many secrets have been taken out of a text, for the note to the person who posted them. */
export function secretsTakenFrom(text: string): number {
  return text.split(MARK).length - 1;
}

function isRedacted(taken: string): boolean {
  return taken.replaceAll(MARK, '').replace(/[\s"']/g, '') === '';
}
