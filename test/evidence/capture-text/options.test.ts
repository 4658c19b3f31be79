import { describe, expect, it } from 'vitest';
import { stageInCommand, tcpdumpOptions } from '../../../src/evidence/capture-text/options.ts';
import { readEvidence } from '../../../src/evidence/read.ts';

describe('the command of a capture', () => {
  it.each([
    [
      'tcpdump -nnei eth0 host 10.20.30.41 and port 443',
      { interface: 'eth0', filter: 'host 10.20.30.41 and port 443', absoluteNumbers: false, times: null },
    ],
    ['tcpdump -S -ttt -c 20', { interface: null, filter: null, absoluteNumbers: true, times: 'delta' }],
    [
      "/usr/sbin/tcpdump -nn -ttttt -i any 'icmp or arp' 2>/dev/null | head",
      { interface: 'any', filter: 'icmp or arp', absoluteNumbers: false, times: 'since-first' },
    ],
    ['view-pcap filter-pcap rx', { interface: null, filter: null, absoluteNumbers: null, times: null }],
    [null, { interface: null, filter: null, absoluteNumbers: null, times: null }],
  ])('tells how its text is meant: %s', (command, expected) => {
    expect(tcpdumpOptions(command)).toEqual(expected);
  });

  it('names the stage of a firewall where its file does', () => {
    expect(stageInCommand('view-pcap no-dns-lookup yes filter-pcap rx.pcap')).toBe('receive');
    expect(stageInCommand('view-pcap filter-pcap incident-tx')).toBe('transmit');
    expect(stageInCommand('view-pcap filter-pcap monday')).toBeNull();
    expect(stageInCommand('tcpdump -nn')).toBeNull();
  });
});

describe('captures beside other outputs', () => {
  const LINE = '10:15:02.971204 IP 10.20.30.41.52144 > 10.50.60.10.443: Flags [S], seq 1, win 64240, length 0';

  it('are cut from what stands above them, and from each other by their prompts', () => {
    const text = ['[root@web1 ~]# ip route get 10.20.30.41', '10.20.30.41 via 10.50.60.1 dev eth0 src 10.50.60.10']
      .concat(['[root@web1 ~]# tcpdump -nn -i eth0', LINE, 'user@desk41:~$ sudo tcpdump -nn', LINE])
      .join('\n');

    const evidence = readEvidence([{ source: 'x', text, obtained: 'paste' }]);

    expect(evidence.map(({ kind, observer, parsed }) => [kind, observer, parsed])).toEqual([
      ['ip-route-get', 'web1', 'whole'],
      ['capture', 'web1', 'whole'],
      ['capture', 'desk41', 'whole'],
    ]);
  });

  it('are known by their lines alone, also as Slack hands them over', () => {
    const [evidence, ...others] = readEvidence([{ source: 'x', text: LINE.replace('>', '&gt;'), obtained: 'paste' }]);

    expect(others).toEqual([]);
    expect(evidence).toMatchObject({ kind: 'capture', parsed: 'whole' });
    expect(evidence?.facts.map(({ kind }) => kind)).toEqual(['capture-summary', 'capture-flow']);
  });

  it('have no facts of captures when no line could be read as a packet', () => {
    const text = '[root@web1 ~]# tcpdump -i eth0\n10:15:02.971204 IP web1.ssh > desk41.51002: something else';

    expect(readEvidence([{ source: 'x', text, obtained: 'file' }])).toMatchObject([{ parsed: 'none', facts: [] }]);
  });
});
