import type { Pattern } from '../model/pattern.ts';
import { NO_REPLY_SENT, OTHER_ADDRESS_ANSWERS, TRACKED_ONE_WAY } from './captured.ts';
import { ANSWER_NOT_ACKNOWLEDGED, REQUEST_UNANSWERED } from './handshake.ts';
import { HAS_NO_ROUTE, TRANSLATED_ASTRAY } from './nowhere.ts';
import { REPORTED_OF_EVERY_PROTOCOL } from './reported.ts';
import { COMES_BACK, HALF_MISSING, HANDSHAKE_AGED_OUT, VALIDATION, WRONG_LAYER } from './shared.ts';

export const routingLoop = {
  id: 'routing-loop',
  title: 'Routers hand the packets round in a circle',
  axis: 'split',
  mechanism:
    'One direction is handed from router to router until its hop limit is used up: each router believes that the other one is nearer to the destination. Where replies go round, it looks to the firewall as if they took another way; where requests do, none arrives that could be answered.',
  presents: [
    'Nobody behind certain networks can be reached, and traceroute shows the same two routers over and over.',
    'It started when a route was summarised, withdrawn, or redistributed twice; often a default route points back.',
    'Links between two routers are full of packets whose hop limit is nearly used up.',
  ],
  clues: [
    OTHER_ADDRESS_ANSWERS,
    ...HALF_MISSING,
    TRACKED_ONE_WAY,
    ANSWER_NOT_ACKNOWLEDGED,
    REQUEST_UNANSWERED,
    {
      finding: 'capture.ttl-exceeded',
      when: 'seen',
      role: 'signature',
      slot: 'half-missing',
      bits: 2,
      because: 'A router reports that it threw a packet away because its hop limit was used up.',
    },
    {
      finding: 'walk.loop',
      when: 'seen',
      role: 'signature',
      slot: 'circle',
      bits: 4,
      because: 'By their own tables the routers send such packets to each other.',
    },
    {
      finding: 'walk.trace-loop',
      when: 'seen',
      role: 'signature',
      slot: 'circle',
      bits: 4,
      because: 'The trace passed the same routers again and again and never arrived.',
    },
    {
      finding: 'capture.loop',
      when: 'seen',
      role: 'signature',
      slot: 'circle',
      bits: 4,
      because: 'The same packet was captured again and again.',
    },
    HANDSHAKE_AGED_OUT,
    {
      finding: 'fib.return-leaves-elsewhere',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'Inside this firewall the way back is right, so the packets are lost outside of it.',
    },
    {
      finding: 'walk.loop',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'Both directions were followed to their ends, and no packet passes a device twice.',
    },
    {
      finding: 'walk.trace-loop',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'A trace arrives.',
    },
    {
      finding: 'path.return-skips-firewall',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The way back reaches the client, only not through this firewall.',
    },
    ...NO_REPLY_SENT,
    ...REPORTED_OF_EVERY_PROTOCOL,
    ...COMES_BACK,
    ...HAS_NO_ROUTE,
    ...TRANSLATED_ASTRAY,
  ],
  observersNeeded: 2,
  // Requests that never arrive have no reply that could take another way.
  oneWayWhen: [
    { finding: 'walk.loop', when: 'seen', where: { towards: 'server' } },
    { finding: 'capture.loop', when: 'seen', where: { sender: 'client' } },
  ],
  mustBeat: ['server-silent', 'policy-deny'],
  explains: [],
  remedies: [
    {
      action: 'Give the router that lost the real route its route again, or a static one towards the right neighbour',
      where: 'the router of the circle whose route points back',
      risk: 'medium',
      riskWhy: 'A static route stays when the neighbour is gone, and then drops what it was to save.',
      rollback: 'Remove the static route once the routing protocol has it again.',
    },
    {
      action: 'Where a summary or default route makes the circle: route the unused part of it to a discard interface',
      where: 'the router that announces the summary',
      risk: 'low',
      riskWhy: 'Packets for networks that do not exist are dropped there instead of circling.',
      rollback: 'Remove the discard route.',
    },
  ],
  doNot: [
    {
      action: 'Raising the hop limit or opening more paths',
      because: 'Packets then circle longer and fill the links between the routers; none of them arrives.',
    },
    ...WRONG_LAYER,
  ],
  checklist: VALIDATION,
} as const satisfies Pattern;
