import type { Pattern } from '../model/pattern.ts';
import { NO_SPLIT_IN_CAPTURE, TRACKED_ONE_WAY } from './captured.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { AFTER_FAILOVER, COMES_BACK, HALF_MISSING, HANDSHAKE_AGED_OUT, VALIDATION, WRONG_LAYER } from './shared.ts';

export const oneArmLoadBalancer = {
  id: 'one-arm-load-balancer',
  title: 'The real server answers past the load balancer',
  axis: 'split',
  mechanism:
    'A balancer with one arm rewrites the destination of the request and leaves the client’s address as it is. The real server answers the client directly, past the balancer that would put the virtual address back, and often past the firewall. The client gets a SYN-ACK from an address that it never asked and resets it. With direct server return the server answers in the name of the virtual address by design: a stateful firewall before the balancer then sees half of every conversation.',
  presents: [
    'The service works by the address of a real server and not by the virtual one.',
    'It started when the service moved behind a load balancer, or the balancer lost its source translation.',
    'Clients in the servers’ own subnet fail, those from elsewhere work, or the other way round.',
    'The balancer’s health checks are green: they come from its own address.',
  ],
  clues: [
    ...HALF_MISSING,
    TRACKED_ONE_WAY,
    {
      finding: 'capture.reply-missing',
      when: 'seen',
      where: { place: 'client' },
      role: 'signature',
      slot: 'half-missing',
      bits: 2,
      because: 'The virtual address gives the client no answer.',
    },
    {
      finding: 'capture.reply-missing',
      when: 'seen',
      where: { place: 'firewall', compared: true },
      role: 'signature',
      slot: 'half-missing',
      bits: 2,
      because:
        'The firewall’s capture sees both directions of other conversations, and no answer of the virtual address.',
    },
    {
      finding: 'capture.reply-from-other-address',
      when: 'seen',
      where: { byFirewall: false },
      role: 'signature',
      slot: 'answers-itself',
      bits: 4,
      because:
        'Whoever answers got the client’s very SYN under another name, and no firewall changed it: something behind does.',
    },
    {
      finding: 'capture.reply-from-other-address',
      when: 'seen',
      where: { byFirewall: null },
      role: 'signature',
      slot: 'answers-itself',
      bits: 2,
      because: 'Something on the way changed the request’s destination, and nothing changes the answer back.',
    },
    {
      finding: 'capture.reply-from-other-address',
      when: 'seen',
      where: { byFirewall: null, neighbours: true },
      role: 'signature',
      slot: 'answers-itself',
      bits: 4,
      because: 'The one that answers stands beside the address that is asked, as real servers do beside a balancer.',
    },
    {
      finding: 'capture.reply-from-other-address',
      when: 'seen',
      where: { byFirewall: true },
      role: 'against',
      bits: 4,
      because: 'It is the firewall that translates the destination, and no balancer.',
    },
    {
      finding: 'balancer.direct-return',
      when: 'seen',
      role: 'signature',
      slot: 'answers-itself',
      bits: 4,
      because: 'The balancer hands requests on with all addresses untouched, so that the server answers by itself.',
    },
    {
      finding: 'balancer.keeps-client',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because:
        'The balancer does not put its own address in the client’s place, so replies come back only if routes make them.',
    },
    {
      finding: 'capture.reply-to-other-neighbour',
      when: 'seen',
      where: { place: 'server' },
      role: 'supports',
      bits: 2,
      because: 'On the real server: the request comes from one neighbour, and the reply is handed to another.',
    },
    HANDSHAKE_AGED_OUT,
    AFTER_FAILOVER,
    {
      finding: 'capture.reply-from-other-address',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'The address that is asked is the one that answers.',
    },
    {
      finding: 'session.reset-by-server',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The virtual address itself answered, with a reset.',
    },
    ...NO_SPLIT_IN_CAPTURE,
    ...COMES_BACK,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
    {
      finding: 'symptom.started-after-change',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'A service that moves behind a balancer is how this comes about.',
    },
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent'],
  explains: [],
  remedies: [
    {
      action:
        'Let the balancer put its own address in the client’s place (source NAT: SNAT automap on F5, `source 0.0.0.0 usesrc` left out on HAProxy, `--masquerading` with a POSTROUTING rule on IPVS)',
      where: 'the load balancer',
      risk: 'medium',
      riskWhy:
        'The servers no longer see who the client is: logs and access lists change meaning unless a header or PROXY protocol carries it.',
      rollback: 'Take the source translation off again.',
    },
    {
      action: 'Make the balancer the gateway of the real servers, for the clients’ networks at least',
      where: 'the real servers’ routing (a policy route for the service’s replies is enough)',
      risk: 'medium',
      riskWhy: 'All that the servers send there then passes the balancer and needs its capacity.',
      rollback: 'Put the former gateway back; note it before the change.',
    },
    {
      action:
        'With direct server return by design: put the firewall where it sees both directions, or route the servers’ replies back through it',
      where: 'the routing between servers and clients, or the place of the firewall',
      risk: 'medium',
      riskWhy: 'The replies, which direct return keeps off the balancer, then load the firewall.',
      rollback: 'Put the former routes back; note them before the change.',
    },
  ],
  doNot: [
    {
      action: 'Adding a return route on the firewall',
      because: 'A reply that bears the real server’s address fits no session, whatever way it takes.',
    },
    {
      action: 'Trusting the balancer’s health checks',
      because: 'They come from its own address, so their replies do return to it.',
    },
    ...WRONG_LAYER,
  ],
  checklist: [
    {
      id: 'answers-as-asked',
      stage: 'after',
      action: 'Capture at the client while it opens the virtual address',
      command: 'capture-client',
      expect: 'The SYN-ACK comes from the virtual address.',
      passes: { finding: 'capture.reply-from-other-address', reading: 'not-seen' },
    },
    ...VALIDATION,
  ],
} as const satisfies Pattern;
