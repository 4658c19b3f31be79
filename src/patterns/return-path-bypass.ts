import type { Pattern } from '../model/pattern.ts';
import { AFTER_FAILOVER, COMES_BACK, HALF_MISSING, REPORTED, VALIDATION, WRONG_LAYER } from './shared.ts';

export const returnPathBypass = {
  id: 'return-path-bypass',
  title: 'Return traffic bypasses the firewall',
  axis: 'split',
  mechanism:
    'The request passes the firewall, but a route near the server sends the reply to the client by a way that does not. The firewall waits for a SYN-ACK that never comes, and the TCP handshake cannot complete.',
  presents: [
    'Ping works while TCP connections hang or time out.',
    'It started after a new route, a new core switch or a second gateway near the servers.',
    'The session shows bytes from client to server and none back; the application stays “incomplete” and the session ages out.',
    'The server’s own log shows connections that stay half-open (SYN received).',
  ],
  clues: [
    ...HALF_MISSING,
    {
      finding: 'path.return-skips-firewall',
      when: 'seen',
      role: 'signature',
      slot: 'elsewhere',
      bits: 4,
      because: 'A trace from the server to the client reaches it without passing the firewall.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      where: { haPair: false, specific: true },
      role: 'signature',
      slot: 'elsewhere',
      bits: 4,
      because: 'The replies arrive at another firewall that shares no sessions with this one.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      where: { haPair: false, specific: false },
      role: 'supports',
      bits: 2,
      because:
        'Another firewall that shares no sessions drops replies without a session, though not provably those of this flow.',
    },
    {
      finding: 'path.server-gateway-elsewhere',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'The server hands its replies to a gateway that is not this firewall.',
    },
    {
      finding: 'session.handshake-aged-out',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The handshake timer ran out waiting for a SYN-ACK.',
    },
    {
      finding: 'fib.return-leaves-elsewhere',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'Inside this firewall the way back is right, so the paths part outside of it.',
    },
    {
      finding: 'path.return-skips-firewall',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'The way back from the server passes the firewall.',
    },
    {
      finding: 'path.server-gateway-elsewhere',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'The server hands its replies to this firewall.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      where: { haPair: true },
      role: 'against',
      bits: 4,
      because: 'The firewall that gets the replies is the HA peer, which ought to know the session.',
    },
    {
      finding: 'session.reset-by-server',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: "The server's reset came back through this firewall, so its replies do pass it.",
    },
    AFTER_FAILOVER,
    ...REPORTED,
    ...COMES_BACK,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent', 'policy-deny', 'server-refused'],
  explains: [],
  remedies: [
    {
      action:
        'Route the reply through the firewall: point the route for the client networks at the firewall’s inside address',
      where: 'the router or switch that is the server’s gateway, or the server itself',
      risk: 'medium',
      riskWhy:
        'Other flows of the same networks move to the firewall with it; those that worked by the short way now need policy.',
      rollback: 'Put the former route back; note it before the change.',
    },
    {
      action:
        'Translate the client’s address at the firewall (source NAT) for this service, so that replies must return to it',
      where: 'the firewall’s NAT policy',
      risk: 'medium',
      riskWhy: 'The server no longer sees who the client is; logs and access lists on it change meaning.',
      rollback: 'Disable the NAT rule and commit.',
    },
    {
      action:
        'Only while the route cannot be mended: allow the asymmetric path for the server-side zone by a zone protection profile',
      where: 'the firewall, ingress zone of the stray packets only',
      risk: 'high',
      riskWhy: 'TCP sanity checks and inspection are given up for what enters by that zone.',
      rollback: 'Remove the profile from the zone and commit.',
    },
  ],
  doNot: WRONG_LAYER,
  checklist: VALIDATION,
} as const satisfies Pattern;
