import type { CatalogueSection } from './entry.ts';

export const CAPTURES: CatalogueSection = {
  title: 'Captures',
  entries: [
    {
      kind: 'capture',
      from: 'tcpdump -nn, tshark, or a pcap or pcapng file',
      shows: 'each direction at a vantage: handshake, resets, retransmissions, neighbours, hop limits',
      example: 'capture-text/tcpdump/handshake-relative-numbers.txt',
    },
  ],
};
