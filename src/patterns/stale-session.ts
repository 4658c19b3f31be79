import type { Pattern } from '../model/pattern.ts';
import { OTHER_ADDRESS_ANSWERS } from './captured.ts';
import { BROUGHT_BY_FAILOVER } from './reported.ts';
import { VALIDATION } from './shared.ts';

export const staleSession = {
  id: 'stale-session',
  title: 'The flow formed before the fix and still follows the old path',
  axis: 'state',
  mechanism:
    'A session keeps the forwarding it was set up with. After the routes are mended new sessions work, while those that formed before stay on the old path until they are cleared or time out.',
  presents: [
    'The fix is in and new users are fine; those who stayed connected still hang.',
    'Long-lived connections (databases, tunnels, terminal sessions) are the ones that stay broken.',
    'Reconnecting helps at once.',
  ],
  clues: [
    OTHER_ADDRESS_ANSWERS,
    {
      finding: 'session.newer-flow-healthy',
      when: 'seen',
      role: 'signature',
      slot: 'new-works',
      bits: 4,
      because: 'A newer session between the same ends carries both directions, the older one does not.',
    },
    {
      finding: 'session.older-than-fix',
      when: 'seen',
      role: 'signature',
      slot: 'formed-before',
      bits: 4,
      because: 'The broken session started before the fix went in.',
    },
    {
      finding: 'fib.forward-differs-from-session',
      when: 'seen',
      role: 'signature',
      slot: 'formed-before',
      bits: 4,
      because: 'The session still leaves by an interface that the FIB no longer chooses.',
    },
    {
      finding: 'capture.newer-connection-works',
      when: 'seen',
      role: 'signature',
      slot: 'new-works',
      bits: 4,
      because: 'The old connection is not answered any more, and newer ones of the same ends work by the same way.',
    },
    {
      finding: 'nat.translation-outdated',
      when: 'seen',
      where: { way: true },
      role: 'signature',
      slot: 'formed-before',
      bits: 4,
      because: 'It keeps the address that it was given before, and leaves by a way where that address is not at home.',
    },
    {
      finding: 'nat.translation-outdated',
      when: 'seen',
      where: { way: false },
      role: 'signature',
      slot: 'formed-before',
      bits: 2,
      because: 'It keeps another address than newer connections get.',
    },
    {
      finding: 'host.quiet-since-fix',
      when: 'seen',
      role: 'signature',
      slot: 'formed-before',
      bits: 4,
      because: 'The connection worked until the change and has not since.',
    },
    {
      finding: 'symptom.started-after-change',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'What was open before a change is what it leaves behind.',
    },
    {
      finding: 'symptom.some-users',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'Only those suffer whose connections were open already.',
    },
    {
      finding: 'session.return-frozen',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The old session keeps sending without an answer.',
    },
    {
      finding: 'session.newer-flow-healthy',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'New sessions fail in the same way, so the path itself is still wrong.',
    },
    {
      finding: 'session.gone-since-fix',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The session that formed before the fix is gone, so nothing follows the old path any more.',
    },
    {
      finding: 'session.older-than-fix',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'The broken session started after the fix.',
    },
    {
      finding: 'walk.equal-paths',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'With equal paths a connection’s ports choose its way, so a newer one may work without any fix.',
    },
    {
      finding: 'fib.ecmp-return',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'Equal routes lead back, so a newer connection may work because a hash gave it the other one.',
    },
    {
      finding: 'symptom.intermittent',
      when: 'seen',
      role: 'against',
      bits: 1,
      because: 'It opens sometimes and hangs at other times; what is merely old stays broken and what is new works.',
    },
    {
      finding: 'capture.handshake-complete',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'A connection that was opened while capturing completes its handshake.',
    },
    {
      finding: 'capture.handshake-complete',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'A connection that was opened while capturing fails as well, so it is not only the old ones.',
    },
    BROUGHT_BY_FAILOVER,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent'],
  needs: [
    {
      band: 'likely',
      when: 'capture.newer-connection-works',
      anyOf: [
        { finding: 'symptom.started-after-change', when: 'seen' },
        { finding: 'session.older-than-fix', when: 'seen' },
        { finding: 'host.quiet-since-fix', when: 'seen' },
        // Without the routes two addresses may be those of one pool.
        { finding: 'nat.translation-outdated', when: 'seen', where: { way: true } },
      ],
      gap: 'Nothing shows a change since the connection was opened: a device that forgot it for being idle looks the same.',
    },
    {
      band: 'likely',
      when: 'host.quiet-since-fix',
      anyOf: [
        { finding: 'capture.newer-connection-works', when: 'seen' },
        { finding: 'session.newer-flow-healthy', when: 'seen' },
        { finding: 'nat.translation-outdated', when: 'seen' },
      ],
      gap: 'Whether new connections of these ends work is not shown: the change itself may be what is wrong.',
    },
  ],
  explains: [],
  remedies: [
    {
      action:
        'Clear the sessions of this client and server only: `clear session all filter source CLIENT destination SERVER destination-port PORT`',
      where: 'the firewall that holds the old session',
      risk: 'low',
      riskWhy: 'Connections of this client to this server end and must be opened again.',
      rollback: 'None needed: the application reconnects.',
    },
    {
      action:
        'Wait: an idle session ends by itself when its time to live has run out (its page shows it; TCP has one hour by default)',
      where: 'nothing to do; have the client’s application closed meanwhile',
      risk: 'none',
      riskWhy: 'Every packet, a retry or a keepalive too, starts the time anew: such a session stays, broken.',
      rollback: 'None needed.',
    },
  ],
  doNot: [
    {
      action: 'Clearing the sessions before the fix is in on every device of the path',
      because: 'They form again at once by the old way, and are stale again after the fix.',
    },
    {
      action: 'Changing the routes again',
      because: 'New sessions already work; the routes are right now.',
    },
    {
      action: 'Clearing all sessions of the firewall (`clear session all` without a filter)',
      because: 'It ends every user’s connections for the sake of a few old ones.',
    },
    {
      action: 'Rebooting or failing over the firewall',
      because: 'Clearing the affected flow does the same for this user, and nothing to the others.',
    },
  ],
  checklist: VALIDATION,
} as const satisfies Pattern;
