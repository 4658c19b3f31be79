import type { CaptureIcmp } from '../../model/facts.ts';
import type { FindingCode, Observation } from '../../model/finding.ts';
import { worksBothWays } from './halves.ts';
import { directionIn, type Sight, senderOf } from './sight.ts';
import { type Look, stateOf } from './statement.ts';

const CODES: Readonly<Partial<Record<CaptureIcmp['meaning'], FindingCode>>> = {
  redirect: 'capture.redirected',
  unreachable: 'capture.unreachable',
  'too-big': 'capture.fragmentation-needed',
  'time-exceeded': 'capture.ttl-exceeded',
};

/** What the codes of "unreachable" mean: RFC 792, RFC 1812 (9 and above), and RFC 4443 for ICMPv6. */
const REASONS: Readonly<Record<CaptureIcmp['protocol'], Readonly<Record<number, string>>>> = {
  icmp: {
    0: 'no route',
    1: 'host unreachable',
    2: 'protocol unreachable',
    3: 'port unreachable',
    9: 'administratively prohibited',
    10: 'administratively prohibited',
    13: 'administratively prohibited',
  },
  icmp6: {
    0: 'no route',
    1: 'administratively prohibited',
    3: 'address unreachable',
    4: 'port unreachable',
    5: 'source address failed policy',
    6: 'rejected route',
  },
};

/**
 * States what devices on the way answer to packets of the flow. One finding for each device and meaning. They answer few
 * of many packets (RFC 1812, section 4.3.2.8): where one connection fails, what they say of another one of the flow holds.
 */
export function errors(look: Look): readonly Observation[] {
  const fails = worksBothWays(look) !== true && look.worksElsewhere !== true;
  return fails ? of(look, look.vantage.sights) : of(look, [look.sight]);
}

function of(look: Look, sights: readonly Sight[]): readonly Observation[] {
  const said = new Map<string, Observation>();
  for (const [sight, message] of sights.flatMap((one) => one.fact.icmp.map((message) => [one, message] as const))) {
    const code = CODES[message.meaning];
    const direction = directionIn(sight, message.about);
    const key = JSON.stringify([code, message.sender, direction, message.code]);
    if (code === undefined || said.has(key)) continue;
    said.set(
      key,
      stateOf(look, code, direction, 'seen', {
        by: message.sender,
        byServer: message.sender === sight.server.address,
        to: senderOf(direction),
        reason: REASONS[message.protocol][message.code] ?? null,
        mtu: message.nextHopMtu === 0 ? null : message.nextHopMtu,
        gateway: message.gateway,
      }),
    );
  }
  return [...said.values()];
}
