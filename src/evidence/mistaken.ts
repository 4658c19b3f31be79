/** A command that does not exist or cannot answer, and what to type instead. */
interface Mistaken {
  readonly typed: RegExp;
  readonly instead: string;
}

/** Commands from guides and training pages that PAN-OS does not know, or that show something else than hoped. */
const MISTAKEN: readonly Mistaken[] = [
  { typed: /^show pbf rule\s*$/, instead: 'Type `show pbf rule all`, or `show pbf rule name NAME`.' },
  {
    typed: /^test pbf-(?:rule|rules|policy)\b(?!-match)|^test pbf-rule-match\b/,
    instead:
      'Type `test pbf-policy-match from ZONE source ADDRESS destination ADDRESS protocol 6 destination-port PORT`; the protocol is a number.',
  },
  {
    typed: /^test pbf-policy-match\b.*\bprotocol (?:tcp|udp|icmp)\b/i,
    instead: 'The protocol of `test pbf-policy-match` is a number: 6 for TCP, 17 for UDP, 1 for ICMP.',
  },
  {
    typed: /^show debug dataplane packet-diag\b/,
    instead: 'Type `debug dataplane packet-diag aggregate-logs`, then `less dp-log pan_packet_diag.log`.',
  },
  {
    typed: /^debug dataplane packet-diag set capture stage (?:ingress|egress)\b/,
    instead: 'The capture stages are receive, firewall, transmit and drop.',
  },
  {
    typed: /^show high-availability session-synchronization\b/,
    instead: 'Type `show high-availability state-synchronization`.',
  },
  {
    typed: /^show routing ecmp\b/,
    instead: 'Type `show routing route` (flag E) or `show routing fib` (flag e): they show equal-cost paths.',
  },
  {
    typed: /^show session all filter\b.*\b(?:source-zone|destination-zone)\b/,
    instead: 'The zone filters are `from ZONE` and `to ZONE`.',
  },
  {
    typed: /^show session all filter\b.*(?<!\S)port\b/,
    instead: 'The port filters are `source-port PORT` and `destination-port PORT`.',
  },
  {
    typed: /^show session all filter\b.*(?<!\S)nat(?:\s*$|\s+(?!source\b|destination\b|both\b|none\b))/,
    instead: 'The NAT filter needs a value: `nat source`, `nat destination`, `nat both` or `nat none`.',
  },
  {
    typed: /^show session id\s*$/,
    instead: 'Type `show session id NUMBER`; `show session all filter source ADDRESS` finds the number.',
  },
  {
    typed: /^show (?:system setting|session info|session|running|tcp)\b.*asymmetric/,
    instead: 'Type `show running tcp state`: its first line says what happens to a session with an asymmetric path.',
  },
  {
    typed: /^show (?:session tcp state|tcp state|running tcp)\s*$/,
    instead: 'Type `show running tcp state`.',
  },
  {
    typed: /^show counter global filter\b.*\bcategory pbf\b/,
    instead:
      'There is no counter category `pbf`; `show pbf rule all` and `test pbf-policy-match` show which rule forwards.',
  },
  {
    typed: /^show counter global filter\b.*\baspect ha3\b/,
    instead:
      'There is no counter aspect `ha3`; look at the `ha_aa_` counters of `show counter global filter delta yes`.',
  },
  {
    typed: /^show config pushed\s*$/,
    instead: 'Type `show config pushed-shared-policy` or `show config pushed-template`.',
  },
  {
    typed: /^set (?:device config|deviceconfig) setting (?:session|tcp) tcp-non-syn-reject\b/,
    instead: 'The setting is `set deviceconfig setting session tcp-reject-non-syn no|yes`.',
  },
];

/** What to type instead of a command that is known to be wrong; null for any other. */
export function insteadOf(command: string): string | null {
  return MISTAKEN.find((entry) => entry.typed.test(command))?.instead ?? null;
}

const REFUSALS: readonly RegExp[] = [
  /^Invalid syntax\.?$/i,
  /^Unknown command\b/i,
  /^Incomplete command\b/i,
  /^% ?(?:Invalid (?:input|command)|Incomplete command|Ambiguous command|Unknown command|Bad IP address|VRF .{1,64} does not exist)\b/i,
  /^syntax error, expecting\b/,
  /^Command not found\b/i,
  /^Server error\s*:/i,
  /^Validation Error:?/i,
  /^(?:-?\w*sh|sudo)(?:: line \d+)?: .*(?:command not found|not found|Permission denied)/,
  /^.{1,200}(?:-> .{1,80})? (?:is invalid|is unexpected|unexpected here)\.?$/i,
  /^Error: (?:.* )?(?:command|syntax|argument)\b/i,
  /^timeout waiting for response|^op command .* timed out/i,
];

/** True for a line with which a device says that it will not or cannot answer. */
export function isRefusal(text: string): boolean {
  const line = text.trim();
  return line.length < 400 && REFUSALS.some((pattern) => pattern.test(line));
}
