/** The commands whose words may be abbreviated. A word that stands here is a keyword; what follows is a value. */
const KEYWORDS: readonly string[] = [
  'show session all filter',
  'show session id',
  'show session info',
  'show session meter',
  'show session rematch',
  'show running tcp state',
  'show running nat-policy',
  'show running pbf-policy',
  'show running security-policy',
  'show running resource-monitor',
  'show running tunnel flow',
  'show counter global filter',
  'show counter global name',
  'show counter interface',
  'show counter management-server',
  'show high-availability all',
  'show high-availability state',
  'show high-availability state-synchronization',
  'show high-availability path-monitoring',
  'show high-availability link-monitoring',
  'show high-availability flap-statistics',
  'show high-availability transitions',
  'show high-availability interface',
  'show high-availability virtual-address',
  'show high-availability cluster',
  'show log traffic',
  'show log system',
  'show log threat',
  'show system info',
  'show system resources',
  'show system setting',
  'show system state',
  'show system statistics',
  'show routing route',
  'show routing fib',
  'show routing resource',
  'show routing summary',
  'show routing protocol',
  'show advanced-routing route',
  'show advanced-routing fib',
  'show interface all',
  'show interface hardware',
  'show interface logical',
  'show arp',
  'show mac',
  'show jobs',
  'show pbf rule all',
  'show pbf rule name',
  'show pbf return-mac',
  'show zone-protection',
  'show dos-protection',
  'show neighbor',
  'show vlan',
  'show virtual-wire',
  'show vpn',
  'show config',
  'show clock',
  'show admins',
  'show user',
  'show ntp',
  'show lldp',
  'show qos',
  'test routing fib-lookup',
  'test advanced-routing fib-lookup',
  'test pbf-policy-match',
  'test nat-policy-match',
  'test security-policy-match',
  'debug dataplane packet-diag show setting',
  'debug dataplane packet-diag set',
  'debug dataplane packet-diag clear',
  'debug dataplane packet-diag aggregate-logs',
];

const PHRASES = KEYWORDS.map((phrase) => phrase.split(' '));
const SHORTEST_VERB = 2;

/**
 * A command with its abbreviated keywords written out (`sh sess id 7` is `show session id 7`): PAN-OS takes any
 * beginning of a word that only one keyword has. Values and everything unknown stay as typed.
 */
export function expandCommand(command: string): string {
  const typed = command.trim().split(/\s+/);
  const expanded: string[] = [];
  let open = PHRASES;
  for (const [at, word] of typed.entries()) {
    const keyword = keywordFor(word, at, open);
    if (keyword === null) break;
    expanded.push(keyword);
    open = open.filter((phrase) => phrase[at] === keyword);
  }
  return [...expanded, ...typed.slice(expanded.length)].join(' ');
}

function keywordFor(word: string, at: number, open: readonly (readonly string[])[]): string | null {
  const lower = word.toLowerCase();
  if (!/^[a-z-]+$/.test(lower) || (at === 0 && lower.length < SHORTEST_VERB)) return null;
  const possible = new Set(open.map((phrase) => phrase[at] ?? '').filter((keyword) => keyword.startsWith(lower)));
  if (possible.has(lower)) return lower;
  const [only] = possible;
  return possible.size === 1 && only !== undefined ? only : null;
}

/** Commands that are real and often pasted along, whose output holds nothing that this program looks at. */
const NOT_USED: readonly RegExp[] = [
  /^show (?:mac|jobs|clock|admins|config|user|ntp|lldp|qos|vpn|vlan|virtual-wire|neighbor|dos-protection)\b/,
  /^show system (?:resources|setting|state|statistics|disk-space|environmentals|files|software|services)\b/,
  /^show session (?:meter|rematch|packet-buffer-protection|distribution)\b/,
  /^show running (?:security-policy|resource-monitor|tunnel|application|url|qos-policy|decryption-policy)\b/,
  /^show high-availability (?:state-synchronization|path-monitoring|link-monitoring|flap-statistics|transitions|interface|virtual-address|cluster)\b/,
  /^show (?:routing|advanced-routing) (?:resource|summary|protocol|path-monitor|static-route-path-monitor|bgp|ospf|interface)\b/,
  /^show log (?:system|threat|config|url|alarm|hipmatch|userid)\b/,
  /^show (?:pbf return-mac|counter management-server|interface management|dataplane|chassis|panorama-status)\b/,
  /^show (?:management-clients|object|operational-mode|query|report|resource|device|global-protect-gateway|location)\b/,
  /^test (?:security-policy-match|nat-policy-match|qos-policy-match|decryption-policy-match|url|vpn)\b/,
  /^(?:set|clear|request|configure|commit|exit|quit|delete|edit|find|less|tail|grep|view-pcap|scp|tftp|ssh|check|save|load)\b/,
  /^debug dataplane (?:packet-diag (?:set|clear|aggregate-logs)|pool|pow|internal|show|nat|resource)\b/,
  // What is true in another network namespace is not true of the host.
  /^(?:\S*\/)?ip (?:netns|(?:-\S+ )*-(?:n|net|netns|b|batch) )/,
];

/** True for a command that is known, and known not to be needed. */
export function isNotUsed(command: string): boolean {
  return NOT_USED.some((pattern) => pattern.test(command));
}
