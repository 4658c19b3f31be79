import type { Pattern } from '../model/pattern.ts';
import { BY_SUBNET_RULE } from './blast.ts';
import { NOT_SPLIT_IN_CAPTURE, REPLY_MISSING_HERE } from './captured.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { REPLY_LOST, WRONG_LAYER_ACROSS_ZONES } from './reply-lost.ts';
import { COMES_BACK, REPORTED, VALIDATION } from './shared.ts';

export const pbfOneWay = {
  id: 'pbf-one-way',
  title: 'Policy-based forwarding steers one direction only',
  axis: 'split',
  mechanism:
    'A PBF rule takes the first packet out of one interface while replies follow the routing table to another. Nothing keeps the reply on the way of the request, so it arrives where no session expects it.',
  presents: [
    'Only users behind one zone or source range are affected: those that the rule matches.',
    'It started when a PBF rule was added or changed, or when its next hop came back.',
    'The session carries a “pbf rule” line and the reply direction stands still.',
  ],
  clues: [
    {
      finding: 'session.pbf-forward',
      when: 'seen',
      role: 'signature',
      slot: 'steered',
      bits: 4,
      because: 'The session itself says that a PBF rule forwards its request.',
    },
    {
      finding: 'pbf.forward-match',
      when: 'seen',
      role: 'signature',
      slot: 'steered',
      bits: 4,
      because: 'The PBF test for this flow names a rule.',
    },
    {
      finding: 'pbf.egress-differs-from-fib',
      when: 'seen',
      role: 'signature',
      slot: 'parts',
      bits: 4,
      because: 'The rule sends the request where the routing table would not, so the reply has another way home.',
    },
    ...REPLY_LOST,
    {
      finding: 'pbf.return-covered',
      when: 'not-seen',
      role: 'supports',
      bits: 2,
      because: 'Symmetric return is off and no other rule steers the reply.',
    },
    {
      finding: 'pbf.return-covered',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'Symmetric return keeps the reply on the way of the request.',
    },
    {
      finding: 'session.pbf-forward',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'The session was not forwarded by a PBF rule.',
    },
    {
      finding: 'pbf.egress-differs-from-fib',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'The rule sends the request where the routing table sends it anyway.',
    },
    {
      finding: 'pbf.forward-match',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'The firewall was asked for this very flow, and no PBF rule matches it.',
    },
    REPLY_MISSING_HERE,
    ...NOT_SPLIT_IN_CAPTURE,
    ...BY_SUBNET_RULE,
    ...REPORTED,
    ...COMES_BACK,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent', 'policy-deny'],
  explains: ['return-zone-change', 'dual-isp-return'],
  remedies: [
    {
      action:
        'Keep the reply on the way of the request: “Enforce Symmetric Return” on a PBF rule for what comes in by that interface (`set rulebase pbf rules RULE enforce-symmetric-return enabled yes`), or a PBF rule of its own for the reply’s direction',
      where: 'the firewall’s PBF policy',
      risk: 'medium',
      riskWhy: 'New sessions of every flow that the rule matches change their return path at once; needs a commit.',
      rollback: 'Revert the rule and commit.',
    },
    {
      action: 'Narrow the PBF rule so that this flow follows the routing table in both directions',
      where: 'the firewall’s PBF policy',
      risk: 'low',
      riskWhy: 'This flow loses the link that the rule was meant to give it.',
      rollback: 'Restore the former match and commit.',
    },
    {
      action: 'Translate the source to an address of the egress link, so that replies must come back by it',
      where: 'the firewall’s NAT policy',
      risk: 'medium',
      riskWhy: 'The far end sees another client address.',
      rollback: 'Disable the NAT rule and commit.',
    },
  ],
  doNot: [
    {
      action: 'Disabling the PBF rule for everybody as a test',
      because:
        'It moves every flow that the rule carries. `test pbf-policy-match` answers the question for this flow alone.',
    },
    ...WRONG_LAYER_ACROSS_ZONES,
  ],
  checklist: VALIDATION,
} as const satisfies Pattern;
