import { FINDINGS, type Finding, type FindingCode } from '../model/finding.ts';

/** What a device shows of itself, of any packet, or of an address that it was merely asked for. */
const OF_THE_DEVICE: ReadonlySet<string> = new Set([
  'host.arp-flux',
  'host.invalid-drops',
  'host.rule-not-persistent',
  'host.listen-drops',
  'host.reverse-path-counter',
  'host.segments-retransmitted',
  'host.shared-subnet',
  'arp.next-hop-unresolved',
  'between.halves-on-two-firewalls',
  'between.session-on-one',
  'settings.asymmetric-bypass',
  'settings.non-syn-accepted',
] satisfies readonly FindingCode[]);

const OF_DEVICES = /^(?:fib|counter|ha|interface|protection|blast|symptom)\./;

/**
 * The devices of which nothing shows that the flow ever meets them, while others do show it. In a busy channel somebody
 * pastes the routes of a firewall at another site: it has no route to the server, and need not have one. Empty as long
 * as no device is known to be on the way, since then any may be.
 */
export function strangersIn(findings: readonly Finding[]): ReadonlySet<string> {
  const meeting = findings.filter(meetsFlow);
  const met = new Set(meeting.flatMap(({ observers }) => observers));
  // A capture may be a mirror's, beside any device: it makes a stranger of none.
  if (meeting.every(({ code }) => FINDINGS[code].group === 'capture')) return new Set();
  return new Set(findings.flatMap(({ observers }) => observers).filter((name) => !met.has(name)));
}

/**
 * The devices that the flow is known to meet: they show its packets, its session, its way or its end. With `routed` also
 * those that show where they would send it.
 */
export function meetingIn(findings: readonly Finding[], { routed }: { readonly routed: boolean }): ReadonlySet<string> {
  const meeting = findings.filter(
    (finding) => meetsFlow(finding) || (routed && finding.reading !== 'could-not-tell' && /^fib\./.test(finding.code)),
  );
  return new Set(meeting.flatMap(({ observers }) => observers));
}

function meetsFlow({ code, reading, values }: Finding): boolean {
  if (reading === 'could-not-tell' || FINDINGS[code].group === 'person') return false;
  // A counter behind a packet filter is no proof: nobody says which flow the filter was set for.
  if (code === 'between.halves-on-two-firewalls') {
    return reading === 'seen' && (values.specific === true || values.haPair === true);
  }
  if (code === 'session.found') return reading === 'seen';
  return !OF_THE_DEVICE.has(code) && !OF_DEVICES.test(code);
}
