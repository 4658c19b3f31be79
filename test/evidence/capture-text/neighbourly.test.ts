import { expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';

const TCPDUMP = `root@web1:~# tcpdump -nn -r web1.pcap
reading from file web1.pcap, link-type EN10MB (Ethernet), snapshot length 262144
10:09:57.410778 IP6 :: > ff02::16: HBH ICMP6, multicast listener report v2, 1 group record(s), length 28
10:09:57.506743 IP6 :: > ff02::1:ff00:31: ICMP6, neighbor solicitation, who has fe80::5eff:fe00:31, length 32
10:09:58.530816 IP6 fe80::5eff:fe00:31 > ff02::2: ICMP6, router solicitation, length 16
10:09:58.601216 IP 10.20.30.41.33088 > 10.50.60.10.8080: Flags [S], seq 91, win 64240, options [mss 1460], length 0
`;

const TSHARK = `root@web1:~# tshark -r web1.pcap
    1   0.000000           :: → ff02::16     ICMPv6 90 Multicast Listener Report Message v2
    2   0.095965           :: → ff02::1:ff00:31 ICMPv6 86 Neighbor Solicitation for fe80::5eff:fe00:31
    3   1.120038 fe80::5eff:fe00:31 → ff02::2      ICMPv6 70 Router Solicitation from 02:00:5e:00:00:31
    4   1.191193 02:00:5e:00:00:31 → Broadcast    ARP 42 Who has 10.50.60.10? Tell 10.20.30.41
    5   1.191215  10.20.30.41 → 10.50.60.10  TCP 74 33088 → 8080 [SYN] Seq=0 Win=64240 Len=0 MSS=1460
`;

it.each([
  ['tcpdump', TCPDUMP],
  ['tshark', TSHARK],
])('what neighbours say among themselves leaves no line of %s unread', (_, text) => {
  const [evidence, ...others] = readEvidence([{ source: 'web1.txt', text, obtained: 'paste' }]);

  expect(others).toEqual([]);
  expect(evidence).toMatchObject({ kind: 'capture', observer: 'web1', parsed: 'whole', unread: [] });
});
