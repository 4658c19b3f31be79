import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { CaptureFlow } from '../../../src/model/facts.ts';

/** Two connections between the same ends, and an ICMP error to the server as `tcpdump -nn` prints it without `-v`. */
function flowsWith(error: string): readonly CaptureFlow[] {
  const row = (number: number, text: string): string => `2026-11-10 12:00:0${number}.000000 IP ${text}`;
  const text = [
    '[root@web1 ~]# tcpdump -nn -tttt -r web1.pcap',
    row(1, '10.20.30.41.52144 > 10.50.60.10.443: Flags [S], seq 1000, win 64240, length 0'),
    row(2, '10.50.60.10.443 > 10.20.30.41.52144: Flags [S.], seq 9000, ack 1001, win 65160, length 0'),
    row(3, `10.50.60.1 > 10.50.60.10: ICMP ${error}, length 68`),
    row(4, '10.20.30.41.52145 > 10.50.60.10.443: Flags [S], seq 2000, win 64240, length 0'),
    row(5, '10.50.60.10.443 > 10.20.30.41.52145: Flags [S.], seq 8000, ack 2001, win 65160, length 0'),
  ];
  const evidence = readEvidence([{ source: 'paste', text: `${text.join('\n')}\n`, obtained: 'paste' }]);
  return evidence.flatMap(({ facts }) => facts.flatMap((fact) => (fact.kind === 'capture-flow' ? [fact] : [])));
}

describe('an ICMP error of a text that quotes no packet', () => {
  it('is about any conversation between the two when it speaks of the address alone', () => {
    const said = (error: string) => flowsWith(error).flatMap(({ icmp }) => icmp);

    expect(said('net 10.20.30.41 unreachable')).toMatchObject([
      { meaning: 'unreachable', code: 0, sender: '10.50.60.1', about: 's2c' },
    ]);
    expect(said('host 10.20.30.41 unreachable')).toHaveLength(1);
  });

  it('is about nobody when it could be of either conversation', () => {
    expect(flowsWith('10.20.30.41 unreachable - need to frag (mtu 1400)').flatMap(({ icmp }) => icmp)).toEqual([]);
    expect(flowsWith('net 192.0.2.7 unreachable').flatMap(({ icmp }) => icmp)).toEqual([]);
  });
});
