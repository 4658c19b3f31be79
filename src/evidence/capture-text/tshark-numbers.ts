import type { TextIp } from './packet.ts';
import type { TextRecord } from './records.ts';
import type { WireNumbers } from './sequence.ts';

/**
 * tshark counts the sequence numbers of each end from 0 unless it is told not to; then a SYN has another number, and so it is where `raw` says so.
 * Relative ones are true among themselves only.
 */
export function tsharkNumbers(records: readonly TextRecord[], raw: boolean): (ip: TextIp) => WireNumbers {
  const known =
    raw ||
    records.some(({ packet }) => {
      const tcp = packet.ip?.tcp;
      return tcp?.flags.includes('S') === true && (tcp.sequence ?? 0) > 0;
    });
  return ({ tcp }) => ({ sequence: tcp?.sequence ?? 0, acknowledged: tcp?.acknowledged ?? null, known });
}
