import type { Pattern } from '../model/pattern.ts';
import { BY_ZONES } from './blast.ts';
import { NOT_SPLIT_IN_CAPTURE } from './captured.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { WRONG_LAYER_ACROSS_ZONES } from './reply-lost.ts';
import { COMES_BACK, REPORTED, VALIDATION } from './shared.ts';

export const returnZoneChange = {
  id: 'return-zone-change',
  title: 'The reply’s route leads to another zone',
  axis: 'state',
  mechanism:
    'PAN-OS keys each half of a session by zone. When the route back to the client leads to an interface of another zone than the one that the request came from, the reply reaches the firewall and is dropped there as “forwarded to different zone”.',
  presents: [
    'One client network cannot reach a server while others can.',
    'It started with a new or wrong route to the client network on the firewall.',
    'The counter for “forwarded to different zone” moves while the session has no replies.',
  ],
  clues: [
    {
      finding: 'fib.return-other-zone',
      when: 'seen',
      role: 'signature',
      slot: 'zone',
      bits: 4,
      because: 'The FIB sends the reply out in another zone than the request came from.',
    },
    {
      finding: 'counter.zone-change',
      when: 'seen',
      where: { packetFilter: true },
      role: 'signature',
      slot: 'dropped',
      bits: 4,
      because: 'Counted for this flow only: its packets were dropped because their route led to another zone.',
    },
    {
      finding: 'counter.zone-change',
      when: 'seen',
      where: { packetFilter: false },
      role: 'signature',
      slot: 'dropped',
      bits: 2,
      because:
        'Packets of existing sessions were dropped for a route to another zone, though not provably those of this flow.',
    },
    {
      finding: 'interface.zone-change',
      when: 'seen',
      role: 'signature',
      slot: 'dropped',
      bits: 4,
      because: 'The interface counter shows on which side packets were dropped for a change of zone.',
    },
    {
      finding: 'session.return-frozen',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'Requests keep passing while the reply direction stands still.',
    },
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The reply did not come back into the session.',
    },
    {
      finding: 'fib.return-by-other-isp',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'It is no matter of two internet links, but of the route to the client.',
    },
    {
      finding: 'counter.zone-change',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'No packets were dropped for a change of zone in the measured window.',
    },
    {
      finding: 'fib.return-other-zone',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'The way back is in the zone of the way in, and PAN-OS tolerates a change of interface within a zone.',
    },
    {
      finding: 'pbf.return-covered',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'Symmetric return sends the reply back where the request came from, whatever the routes say.',
    },
    {
      finding: 'capture.dropped-inside',
      when: 'seen',
      where: { sender: 'server', together: true },
      role: 'supports',
      bits: 2,
      because: 'The replies arrive at this firewall and do not leave it, for a reason that a capture does not show.',
    },
    {
      finding: 'capture.dropped-inside',
      when: 'not-seen',
      where: { sender: 'server', together: true },
      role: 'against',
      bits: 2,
      because: 'The replies that arrive at this firewall leave it again.',
    },
    ...NOT_SPLIT_IN_CAPTURE,
    ...BY_ZONES,
    ...REPORTED,
    ...COMES_BACK,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent', 'policy-deny', 'pbf-one-way', 'dual-isp-return'],
  needs: [
    {
      band: 'likely',
      when: 'fib.return-other-zone',
      anyOf: [
        { finding: 'fib.return-other-zone', when: 'seen', where: { inner: true } },
        { finding: 'fib.return-by-other-isp', when: 'not-seen' },
        { finding: 'fib.two-defaults', when: 'not-seen' },
      ],
      gap: 'The client may be on the internet, and no routing table shows whether the two zones are two internet links.',
    },
  ],
  explains: [],
  remedies: [
    {
      action: 'Correct the route to the client networks so that it leads to the zone that the requests come from',
      where: 'the firewall’s virtual router (the one of the interface where the reply comes in)',
      risk: 'medium',
      riskWhy: 'All flows to those networks change their way at once; needs a commit.',
      rollback: 'Put the former route back and commit.',
    },
    {
      action: 'Steer the client networks’ requests so that they arrive in the zone that the route leads to',
      where: 'the router on the client side',
      risk: 'medium',
      riskWhy: 'Policy of the other zone applies to these requests then.',
      rollback: 'Restore the former route.',
    },
    {
      action: 'PBF with symmetric return on the interface that the requests come in on',
      where: 'the firewall’s PBF policy',
      risk: 'low',
      riskWhy: 'Only new sessions are affected; it hides the wrong route rather than mending it.',
      rollback: 'Disable the rule and commit.',
    },
  ],
  doNot: WRONG_LAYER_ACROSS_ZONES,
  checklist: VALIDATION,
} as const satisfies Pattern;
