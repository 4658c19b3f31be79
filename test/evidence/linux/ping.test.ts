import { describe, expect, it } from 'vitest';
import { forbidsFragments, readPingLine } from '../../../src/evidence/linux/ping-lines.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import { brief, pasted } from '../outputs.ts';

describe('a line of ping', () => {
  it.each([
    ['PING 10.1.1.5 (10.1.1.5) 56(84) bytes of data.', { says: 'start', target: '10.1.1.5', payload: 56 }],
    ['PING db6(db6.example.net (2001:db8::5)) 56 data bytes', null],
    ['PING 2001:db8::5(2001:db8::5) 56 data bytes', { says: 'start', target: '2001:db8::5', payload: 56 }],
    [
      '10 packets transmitted, 9 received, +2 duplicates, 10% packet loss, time 9012ms',
      { says: 'summary', sent: 10, received: 9 },
    ],
    ['ping: local error: message too long, mtu=1400', { says: 'too-big', by: null, mtu: 1400 }],
    ['From 10.1.1.1: icmp_seq=1 Redirect Host(New nexthop: 10.1.1.5)', { says: 'answer' }],
    ['Nothing that ping prints', null],
  ])('%s', (line, expected) => {
    expect(readPingLine(line)).toEqual(expected);
  });

  it('of absurd length is not looked at', () => {
    expect(readPingLine(`PING ${'a'.repeat(5000)} (10.1.1.5) 56(84) bytes of data.`)).toBeNull();
  });
});

describe('whether fragments are forbidden', () => {
  it.each([
    ['ping -M do -s 1472 10.1.1.5', true],
    ['ping do-not-fragment yes size 1472 host 10.1.1.5', true],
    ['ping -f -l 1472 10.1.1.5', true],
    ['ping -s 1472 10.1.1.5', false],
    ['ping -f 10.1.1.5', false],
    [null, null],
  ])('by %s: %s', (command, expected) => {
    expect(forbidsFragments(command)).toBe(expected);
  });
});

describe('probes in a paste of other outputs', () => {
  it('are cut out by their first line, without a prompt too', () => {
    const text = [
      'PING 10.1.1.5 (10.1.1.5) 56(84) bytes of data.',
      '64 bytes from 10.1.1.5: icmp_seq=1 ttl=61 time=11.9 ms',
      '',
      '--- 10.1.1.5 ping statistics ---',
      '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
      'admin@FW-A> show counter global filter delta yes',
      'Global counters:',
      'Elapsed time since last sampling: 12.300 seconds',
    ].join('\n');

    expect(brief(readEvidence([pasted(text)]))[0]).toMatch(/ping whole$/);
  });
});
