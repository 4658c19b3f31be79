import { describe, expect, it } from 'vitest';
import { readIpCommand } from '../../../src/evidence/linux/ip-command.ts';
import { ipRoute } from '../../../src/evidence/linux/ip-route.ts';
import { ipRule } from '../../../src/evidence/linux/ip-rule.ts';

describe('an ip command', () => {
  it.each([
    ['ip r', { object: 'route', family: null, words: [] }],
    ['ip ru', { object: 'rule' }],
    ['ip -6 ro sh table 200', { object: 'route', family: 'inet6', words: ['table', '200'] }],
    ['ip -f inet6 -br a', { object: 'address', family: 'inet6', brief: true }],
    ['/usr/sbin/ip -4 -o addr show dev eth0', { object: 'address', family: 'inet', words: ['dev', 'eth0'] }],
    ['ip rule list 2>/dev/null | grep 200', { object: 'rule', words: [], piped: true }],
    ['sudo ip neigh', { object: 'neighbour' }],
    ['ip l', { object: 'link' }],
  ])('"%s" is taken apart', (command, asked) => {
    expect(readIpCommand(command)).toMatchObject(asked);
  });

  it.each([
    'ip netns exec blue ip rule',
    'ip -n blue rule',
    'ip route get 10.1.1.1',
    'ip rule add from 10.1.1.1 table 5',
    'ip route flush cache',
    'ip -b file',
    'ipset list',
    'ip rule; ip route',
  ])('"%s" lists nothing of this host', (command) => {
    expect(readIpCommand(command)).toBeNull();
    expect(ipRule.commands.test(command) || ipRoute.commands.test(command)).toBe(false);
  });
});
