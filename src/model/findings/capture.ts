import type { FindingTable } from './table.ts';

/** What two firewalls, a capture, or captures of several places show of the flow's packets. */
export const CAPTURE_FINDINGS = {
  /**
   * One half of the flow at one firewall and the other half at another. `haPair` tells whether they are one HA pair.
   * The other firewall, which drops the replies, is a witness apart from the session that lacks them.
   */
  'between.halves-on-two-firewalls': { group: 'counters', step: 'session' },
  /** One firewall has the session and the other, asked for it, has none. */
  'between.session-on-one': { group: 'session', step: 'session' },

  /** Packets of the flow at one place. Values of all `capture.*`: `where`, and `place` (firewall, server, client or null). */
  'capture.flow-found': { group: 'capture', step: 'capture' },
  /** Requests pass and no reply comes back; `compared`: other conversations there show both directions. */
  'capture.reply-missing': { group: 'capture', step: 'capture' },
  /** Replies pass and not the requests that they answer. */
  'capture.request-missing': { group: 'capture', step: 'capture' },
  /** Each direction acknowledges the other. */
  'capture.both-directions': { group: 'capture', step: 'capture' },
  'capture.handshake-complete': { group: 'capture', step: 'capture' },
  'capture.syn-repeated': { group: 'capture', step: 'capture' },
  'capture.syn-ack-repeated': { group: 'capture', step: 'capture' },
  'capture.reset-by-server': { group: 'capture', step: 'capture' },
  'capture.reset-by-client': { group: 'capture', step: 'capture' },
  /** A reset whose TTL is not that of its sender's other packets. */
  'capture.reset-forged': { group: 'capture', step: 'capture' },
  /** One end acknowledges data that never passed here. */
  'capture.acked-unseen': { group: 'capture', step: 'capture' },
  /** TTL or neighbour alternates within one direction. */
  'capture.path-alternates': { group: 'capture', step: 'capture' },
  /** The reply's source MAC is not the request's destination MAC. */
  'capture.reply-from-other-neighbour': { group: 'capture', step: 'capture' },
  /** The reply's destination MAC is not the request's source MAC. */
  'capture.reply-to-other-neighbour': { group: 'capture', step: 'capture' },
  /** In one capture of several interfaces. */
  'capture.reply-by-other-interface': { group: 'capture', step: 'capture' },
  /** Requests come to an interface of the server that does not hold their address. `onLink`: the client is a neighbour. */
  'capture.request-on-other-interface': { group: 'capture', step: 'capture' },
  /** Captured ARP: another interface than its holder's answers for the server's address. `sameHost`: all are of one host. */
  'capture.arp-two-answers': { group: 'capture', step: 'capture' },
  'capture.vlan-differs': { group: 'capture', step: 'capture' },
  'capture.redirected': { group: 'capture', step: 'capture' },
  'capture.unreachable': { group: 'capture', step: 'capture' },
  'capture.fragmentation-needed': { group: 'capture', step: 'capture' },
  'capture.ttl-exceeded': { group: 'capture', step: 'capture' },
  'capture.loop': { group: 'capture', step: 'capture' },
  'capture.large-packets-vanish': { group: 'capture', step: 'capture' },
  /** Segments of one direction are sent again here and there, and get through then. */
  'capture.segments-lost': { group: 'capture', step: 'capture' },
  /** Another address than the one that was asked answers a SYN, with the number that only its receiver can know. */
  'capture.reply-from-other-address': { group: 'capture', step: 'capture' },
  /** Silence in a connection that worked, and what comes after it is not answered. `overTimeout`: longer than a device remembers. */
  'capture.idle-gap': { group: 'capture', step: 'capture' },
  /** A connection that was open before the capture began is not answered, and newer ones of the same ends work. */
  'capture.newer-connection-works': { group: 'capture', step: 'capture' },
  'capture.duplicates': { group: 'capture', step: 'capture' },
  /** The limits of a capture: each keeps a missing half from being read as one. */
  'capture.late-start': { group: 'capture', step: 'capture' },
  'capture.one-sided': { group: 'capture', step: 'capture' },
  'capture.packets-dropped': { group: 'capture', step: 'capture' },
  'capture.offload': { group: 'capture', step: 'capture' },
  /** The capture's own filter asks for one direction only. */
  'capture.filter-one-way': { group: 'capture', step: 'capture' },
  /** The firewall's hardware forwards the session, so that its packets do not reach the CPU that captures. */
  'capture.session-offloaded': { group: 'session', step: 'capture' },
  /** It lacks packets that somebody else saw pass, and a limit of its own tells why. Values: `limit`, `witness`. */
  'capture.misses-packets': { group: 'capture', step: 'capture' },
  /** Stage captures of one firewall: received, and not transmitted. */
  'capture.dropped-inside': { group: 'capture', step: 'capture' },
  'capture.in-drop-stage': { group: 'capture', step: 'capture' },
  /** Requests captured at one place, their replies at another that the requests do not pass, or past the first. */
  'between.reply-elsewhere': { group: 'capture', step: 'capture' },
  'between.reply-lost': { group: 'capture', step: 'capture' },
  'between.request-lost': { group: 'capture', step: 'capture' },
  'between.translated': { group: 'capture', step: 'capture' },
  /** A session or a socket carries both directions of a connection that a capture does not hold whole. */
  'between.capture-contradicted': { group: 'session', step: 'capture' },
  'between.clock-offset': { group: 'capture', step: 'capture' },
} as const satisfies FindingTable;
