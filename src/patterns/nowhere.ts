import type { Clue } from '../model/pattern.ts';

/** A packet that has no route goes nowhere: no other cause is needed for the reply that does not come. */
export const HAS_NO_ROUTE: readonly Clue[] = [
  {
    finding: 'fib.no-forward-route',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The firewall has no route to the server, so no request reaches it.',
  },
  {
    finding: 'fib.no-return-route',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The firewall has no route for the reply, so what comes back ends there.',
  },
  {
    finding: 'host.no-route',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The server has no route back to the client, so no reply leaves it.',
  },
  {
    finding: 'walk.no-route',
    when: 'seen',
    where: { translated: false },
    role: 'against',
    bits: 4,
    because: 'A device on the way has no route, so packets of the flow end there.',
  },
  {
    finding: 'aws.blackhole-route',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The route table leads packets of the flow to a target that is gone.',
  },
  {
    finding: 'capture.unreachable',
    when: 'seen',
    where: { byServer: false, reason: 'no route' },
    role: 'against',
    bits: 2,
    because: 'A device on the way says that it has no route.',
  },
];

/** Nor does one that routers hand round until its hop limit is used up (RFC 791, time to live; RFC 8200, hop limit). */
export const GOES_ROUND: readonly Clue[] = [
  {
    finding: 'walk.loop',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'By their tables, routers hand packets of the flow round in a circle, so they arrive by no way.',
  },
  {
    finding: 'walk.trace-loop',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'A trace between the ends goes round in a circle, so packets arrive by no way.',
  },
  {
    finding: 'capture.loop',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'Packets of the flow were captured going round in a circle, so they arrive by no way.',
  },
];

/** Packets of the flow end on their way, for want of a route or in a circle. */
export const NOWHERE_TO_GO: readonly Clue[] = [...HAS_NO_ROUTE, ...GOES_ROUND];

/** Where translation itself keeps the reply from matching, neither the server nor the routes are at fault. */
export const TRANSLATED_ASTRAY: readonly Clue[] = [
  {
    finding: 'nat.u-turn',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The translation makes client and server neighbours, so the server answers past the firewall.',
  },
  {
    finding: 'nat.rule-misses-flow',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The flow goes on untranslated, to or from an address that is not its own out there.',
  },
  {
    finding: 'nat.address-not-answered',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'Nobody answers for the address that replies would have to go to.',
  },
  {
    finding: 'walk.no-route',
    when: 'seen',
    where: { translated: true },
    role: 'against',
    bits: 4,
    because: 'Nobody has a route for the translated address, so no reply can come back to it.',
  },
];
