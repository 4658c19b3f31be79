import type { Clue } from '../model/pattern.ts';

/** What many flows of one moment have in common supports a cause of theirs: weakly, since it is a pattern and no path. */
function shared(finding: Clue['finding'], because: string): Clue {
  return { finding, when: 'seen', where: { hasFlow: true }, role: 'supports', bits: 1, because };
}

/** Two links or two outer zones: what goes by the one works and what goes by the other does not. */
export const BY_LINK: readonly Clue[] = [
  shared('blast.by-egress', 'With two links, it is the link that decides which flows lose their replies.'),
];

export const BY_ZONES: readonly Clue[] = [
  shared('blast.by-zone-pair', 'A reply that changes zones breaks every flow between the same two zones.'),
];

/** Routes and rules that name source networks split whole networks. */
export const BY_SUBNET: readonly Clue[] = [
  shared('blast.by-client-subnet', 'Routes are made for networks, so a way back that parts breaks a whole network.'),
];

export const BY_SUBNET_RULE: readonly Clue[] = [
  shared('blast.by-client-subnet', 'Forwarding rules name source networks, so they break a whole network.'),
];

/** Set-up by IP modulo shares the sessions of an active/active pair by the parity of the source (vendor: session setup). */
export const BY_PARITY: readonly Clue[] = [
  {
    finding: 'blast.by-hash',
    when: 'seen',
    where: { hash: 'source address, modulo 2', hasFlow: true },
    role: 'supports',
    bits: 1,
    because: 'IP modulo gives even and odd source addresses to different units.',
  },
];

export const WHOLE_FLOWS_BY_HASH: Clue = {
  finding: 'blast.by-hash',
  when: 'seen',
  where: { hasFlow: true },
  role: 'against',
  bits: 2,
  because: 'Each flow fares alike from its first packet to its last, so it is flows that are spread, and not packets.',
};

/** One service dead for everybody, or for some only. */
export const ONE_SERVER: readonly Clue[] = [
  shared('blast.by-server', 'All that is half-open goes to this server, and what goes elsewhere works.'),
  {
    finding: 'blast.server-answers-others',
    when: 'not-seen',
    role: 'supports',
    bits: 1,
    because: 'It leaves everybody without an answer.',
  },
  {
    finding: 'blast.server-answers-others',
    when: 'seen',
    role: 'against',
    bits: 2,
    because: 'The service is up: it answers others at the same time.',
  },
];
