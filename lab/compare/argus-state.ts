import type { ArgusFlow } from '../../test/support/argus.ts';
import type { Connection } from './connection.ts';
import type { Named, Reason } from './states.ts';

/** What Argus calls the state of a TCP transaction when it reports it once, at its end (ra(1), "state"). */
export type ArgusState = 'REQ' | 'ACC' | 'CON' | 'FIN' | 'RST';

/** The state that ra(1) describes for what two ends were seen to send. */
export function argusState({ originator, responder }: Connection): ArgusState {
  if (originator.rst || responder.rst) return 'RST';
  if (originator.fin || responder.fin) return 'FIN';
  if (originator.further > 0 || responder.further > 0) return 'CON';
  return responder.synAck ? 'ACC' : 'REQ';
}

/** The states that Argus itself gave. */
export function namedByArgus(flows: readonly ArgusFlow[]): readonly Named[] {
  return flows.map(({ from, to, state }) => ({ direction: `${from} > ${to}`, state }));
}

const NAMES_FIRST = 'Argus names the sender of the first packet, and the first one here is a SYN-ACK';
const ANSWERED_FIRST = 'the SYN-ACK was captured before a SYN of the client, which Argus takes for the end of it';

/** Why Argus says another thing of a connection than its manual for what was captured. */
export function argusReason(connections: readonly Connection[]): Reason {
  const answered = new Set(connections.filter((one) => one.beginsAnswered).map(({ direction }) => direction));
  return (what, ours, theirs) => {
    if (!ours.some(({ direction }) => answered.has(direction))) return null;
    if (what === 'opened by') return NAMES_FIRST;
    return theirs.some(({ state }) => state === 'CLO') ? ANSWERED_FIRST : null;
  };
}
