import { describe, expect, it } from 'vitest';
import { readPrompt, sameHost } from '../../src/evidence/prompt.ts';

describe('prompts', () => {
  it.each([
    ['admin@PA-A(active)> show clock', 'PA-A', 'active', 'show clock'],
    ['admin@PA-A(active-primary)>', 'PA-A', 'active-primary', ''],
    ['admin@PA-A> show   session  info', 'PA-A', null, 'show session info'],
    ['admin@PA-A&gt; show clock', 'PA-A', null, 'show clock'],
    ['jo@example.com@PA-A(passive)# run show routing route', 'PA-A', 'passive', 'show routing route'],
    ['admin@PA-A-vsys2> show clock', 'PA-A', null, 'show clock'],
    ['PA-A> show clock', 'PA-A', null, 'show clock'],
    ['[root@web1 ~]# ip route get 10.1.1.5', 'web1', null, 'ip route get 10.1.1.5'],
    ['ops@web1:/var/log$ sudo traceroute 10.1.1.5', 'web1', null, 'traceroute 10.1.1.5'],
    ['> show session all', null, null, 'show session all'],
    ['$ ip route get 10.1.1.5', null, null, 'ip route get 10.1.1.5'],
  ])('reads %s', (line, host, haState, command) => {
    expect(readPrompt(line)).toEqual({ host, haState, command });
  });

  it.each([
    'No Active Sessions',
    '<response status="success">',
    '> we saw this at noon',
    'Path=1 > 2',
    'c2s flow:',
    '9873 web ACTIVE FLOW 192.0.2.7[4015]/trust/6 (198.51.100.2[7914])',
    '"Rule 1; index: 1" {',
  ])('takes %j for none', (line) => {
    expect(readPrompt(line)).toBeNull();
  });

  it('knows one host with and without its domain', () => {
    expect(sameHost('FW1', 'fw1.example.com')).toBe(true);
    expect(sameHost('fw1', 'fw10')).toBe(false);
  });
});
