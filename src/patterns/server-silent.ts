import type { Pattern } from '../model/pattern.ts';
import { ONE_SERVER } from './blast.ts';
import { SERVER_HEARD, SILENT_IN_CAPTURE, TRACKED_ONE_WAY } from './captured.ts';
import { DROPPED_BY_ITS_OWN_FILTER, REFUSED_BEFORE_IT_ARRIVES } from './filtered.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { STRIKES_EVERYBODY } from './reported.ts';
import { HEARD_BY_FIREWALL, SILENCE_PROVES_NOTHING } from './silence.ts';

export const serverSilent = {
  id: 'server-silent',
  title: 'The server does not answer',
  axis: 'look-alike',
  mechanism:
    'The request reaches the server’s side and no reply is ever sent: nothing listens, a host firewall drops it, or the server is down. On the firewall it looks just like a reply that went another way.',
  presents: [
    'One service is dead for everybody, or for all clients behind one path.',
    'Ping works: the host is up, the service is not.',
    'The session ages out in the handshake and nothing stray is dropped anywhere.',
  ],
  clues: [
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'signature',
      slot: 'half-missing',
      bits: 4,
      because: 'The request passed and no reply came back through here.',
    },
    {
      finding: 'path.return-skips-firewall',
      when: 'not-seen',
      role: 'signature',
      slot: 'way-back-good',
      bits: 4,
      because: 'The server’s way back to the client does pass this firewall, so a reply would have been seen.',
    },
    {
      finding: 'path.server-gateway-elsewhere',
      when: 'not-seen',
      role: 'signature',
      slot: 'way-back-good',
      bits: 4,
      because: 'The server hands packets for the client to this firewall, so a reply would have been seen.',
    },
    {
      finding: 'counter.non-syn-drops',
      when: 'not-seen',
      role: 'supports',
      bits: 2,
      because: 'No stray reply arrived at this firewall in the measured window.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'not-seen',
      role: 'supports',
      bits: 2,
      because: 'The other firewall was asked too, and the reply does not show there.',
    },
    {
      finding: 'session.handshake-aged-out',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The handshake timer ran out.',
    },
    {
      finding: 'fib.return-leaves-elsewhere',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'Inside this firewall the way back is right.',
    },
    {
      finding: 'walk.return-skips-firewall',
      when: 'not-seen',
      where: { fromServer: true },
      role: 'signature',
      slot: 'way-back-good',
      bits: 4,
      because: 'By the tables of the server and the routers a reply passes this firewall, so it would have been seen.',
    },
    {
      finding: 'walk.return-skips-firewall',
      when: 'not-seen',
      where: { fromServer: false },
      role: 'signature',
      slot: 'way-back-good',
      bits: 2,
      because:
        'The routers’ tables lead a reply through this firewall, if the server has no other interface to send it by.',
    },
    ...SILENCE_PROVES_NOTHING,
    ...HEARD_BY_FIREWALL,
    TRACKED_ONE_WAY,
    ...SILENT_IN_CAPTURE,
    ...ONE_SERVER,
    ...SERVER_HEARD,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
    {
      finding: 'host.reply-leaves-elsewhere',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The server sends its replies another way, past where they are waited for.',
    },
    {
      finding: 'host.rp-filter-drops',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The server’s kernel drops the request before the service could answer.',
    },
    REFUSED_BEFORE_IT_ARRIVES,
    ...DROPPED_BY_ITS_OWN_FILTER,
    ...STRIKES_EVERYBODY,
  ],
  observersNeeded: 1,
  mustBeat: ['return-path-bypass'],
  needs: [
    {
      band: 'confirmed',
      when: 'counter.no-route',
      anyOf: [
        { finding: 'capture.reply-missing', when: 'seen', where: { place: 'server' } },
        { finding: 'filter.refuses-flow', when: 'seen', where: { hook: 'input', verdict: 'drop' } },
      ],
      gap: 'A firewall on the way drops packets for want of a route, and the server itself does not show that it sent no reply.',
    },
    {
      band: 'confirmed',
      when: 'host.own-rules',
      anyOf: [
        { finding: 'host.rule-not-persistent', when: 'not-seen' },
        { finding: 'capture.reply-missing', when: 'seen', where: { place: 'server' } },
      ],
      gap: 'The server answers by rules of its own, and no file was shown that holds them: they may have been typed in after the flow failed.',
    },
    {
      band: 'confirmed',
      when: 'host.conntrack-one-way',
      anyOf: [
        { finding: 'capture.reply-missing', when: 'seen', where: { place: 'server' } },
        { finding: 'host.reply-leaves-elsewhere', when: 'not-seen' },
        { finding: 'path.server-gateway-elsewhere', when: 'not-seen' },
        { finding: 'path.return-skips-firewall', when: 'not-seen' },
      ],
      gap: 'The server itself shows neither that it got the request nor by which way it would answer: with a second interface its replies may go another way, and a request may be lost before it.',
    },
    {
      band: 'likely',
      when: 'capture.reply-missing',
      anyOf: [
        { finding: 'session.return-unseen', when: 'seen' },
        { finding: 'host.conntrack-one-way', when: 'seen' },
        { finding: 'capture.dropped-inside', when: 'not-seen', where: { sender: 'client' } },
        { finding: 'capture.reply-missing', when: 'seen', where: { place: 'server' } },
        { finding: 'filter.refuses-flow', when: 'seen', where: { hook: 'input', verdict: 'drop' } },
      ],
      gap: 'The request was captured where a firewall receives it, and nothing shows that the firewall sends it on: it may be refused there.',
    },
  ],
  explains: [],
  remedies: [
    {
      action:
        'On the server: check that the service listens on that address and port, and that the host firewall admits the client',
      where: 'the server',
      risk: 'none',
      riskWhy: 'Looking changes nothing.',
      rollback: 'None needed.',
    },
    {
      action: 'Capture on the server while a client tries: a SYN that arrives without a SYN-ACK leaving settles it',
      where: 'the server',
      risk: 'low',
      riskWhy: 'A narrow filter keeps the load small; captures hold user data.',
      rollback: 'Stop the capture and delete the file.',
    },
  ],
  doNot: [
    {
      action: 'Changing routes or firewall policy',
      because:
        'The request was permitted and delivered, and the way back is right; there is nothing to route until the server answers.',
    },
    {
      action: 'Allowing the asymmetric path on the firewall',
      because: 'No reply was dropped: there is none.',
    },
  ],
  checklist: [
    {
      id: 'listens',
      stage: 'before',
      action: 'On the server, list what listens on the port',
      command: null,
      expect: 'The service listens on the address that the client uses.',
      passes: null,
    },
    {
      id: 'client-answered',
      stage: 'after',
      action: 'Let the client connect again and read its session',
      command: 'session-list',
      expect: 'The session carries bytes in both directions.',
      passes: { finding: 'session.both-directions-seen', reading: 'seen' },
    },
  ],
} as const satisfies Pattern;
