import type { Pattern } from '../model/pattern.ts';
import { BY_LINK } from './blast.ts';
import { NOT_SPLIT_IN_CAPTURE, REPLY_MISSING_HERE } from './captured.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { REPLY_LOST, WRONG_LAYER_ACROSS_ZONES } from './reply-lost.ts';
import { COMES_BACK, REPORTED, VALIDATION } from './shared.ts';

export const dualIspReturn = {
  id: 'dual-isp-return',
  title: 'Two internet links: in by one, back by the other',
  axis: 'split',
  mechanism:
    'Since there are two default routes, a flow comes in by one provider and its reply leaves by the other (or leaves with the address of the other). The firewall keys a session by zone, so the two halves no longer belong together.',
  presents: [
    'It started after a second internet link was added.',
    'A published service answers some remote clients and not others, or works by one of its public addresses only.',
    'The counter for “forwarded to different zone” moves.',
  ],
  clues: [
    {
      finding: 'fib.return-by-other-isp',
      when: 'seen',
      role: 'signature',
      slot: 'other-link',
      bits: 4,
      because: 'The way in and the way back are two different internet links.',
    },
    {
      finding: 'nat.source-of-other-interface',
      when: 'seen',
      role: 'signature',
      slot: 'other-link',
      bits: 4,
      because: 'The request leaves by one link with an address of the other, so replies return to the other.',
    },
    {
      finding: 'fib.ecmp-return',
      when: 'seen',
      where: { links: true, severalZones: true },
      role: 'signature',
      slot: 'other-link',
      bits: 4,
      because: 'The request came in by one internet link, and equal default routes let the reply leave by the other.',
    },
    {
      finding: 'fib.two-defaults',
      when: 'seen',
      role: 'signature',
      slot: 'two-defaults',
      bits: 2,
      because: 'There are default routes by more than one interface.',
    },
    ...REPLY_LOST,
    {
      finding: 'fib.return-other-zone',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The two links are in different zones, which a session cannot span.',
    },
    {
      finding: 'fib.return-other-zone',
      when: 'not-seen',
      where: { sameInterface: false },
      role: 'against',
      bits: 4,
      because: 'Both links are in one zone, and PAN-OS tolerates a change of interface within a zone.',
    },
    {
      finding: 'fib.two-defaults',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'There is only one default route.',
    },
    {
      finding: 'fib.return-by-other-isp',
      when: 'not-seen',
      where: { inbound: true },
      role: 'against',
      bits: 2,
      because: 'The way in and the way back are not two internet links.',
    },
    {
      finding: 'fib.return-by-other-isp',
      when: 'not-seen',
      where: { inbound: null },
      role: 'against',
      bits: 2,
      because: 'The reply leaves where the request came in, and nothing shows two internet links.',
    },
    {
      finding: 'session.pbf-forward',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'A PBF rule chose the link, not the default routes.',
    },
    {
      finding: 'pbf.return-covered',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'Symmetric return keeps replies on the link of the request.',
    },
    REPLY_MISSING_HERE,
    ...NOT_SPLIT_IN_CAPTURE,
    ...BY_LINK,
    ...REPORTED,
    ...COMES_BACK,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent', 'policy-deny'],
  explains: ['return-zone-change'],
  remedies: [
    {
      action:
        'Send replies back by the link that the request came in on: PBF with symmetric return for the second link (`set rulebase pbf rules RULE enforce-symmetric-return enabled yes`), or ECMP with it (`set network virtual-router ROUTER ecmp symmetric-return yes`)',
      where: 'the firewall that holds both links',
      risk: 'medium',
      riskWhy: 'Enabling or changing ECMP restarts the virtual router and can end sessions; PBF does not.',
      rollback: 'Disable the PBF rule, or revert ECMP in a maintenance window.',
    },
    {
      action: 'Bind the published service’s NAT and route to one link only',
      where: 'NAT policy and default route metrics',
      risk: 'medium',
      riskWhy: 'The other link no longer takes over for this service by itself.',
      rollback: 'Restore the former metrics and rule.',
    },
    {
      action: 'Put both internet links into one zone',
      where: 'zone configuration and the policies that name the zones',
      risk: 'high',
      riskWhy: 'Every policy and NAT rule that names either zone must be reviewed first.',
      rollback: 'Move the interface back to its zone and commit.',
    },
  ],
  doNot: [
    {
      action: 'Giving both default routes the same metric',
      because:
        'Equal paths without symmetric return choose the link of the reply by a hash: clients that worked break as well.',
    },
    ...WRONG_LAYER_ACROSS_ZONES,
  ],
  checklist: VALIDATION,
} as const satisfies Pattern;
