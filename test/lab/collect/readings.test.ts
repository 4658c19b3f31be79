import { describe, expect, it } from 'vitest';
import { asWithCards, readingFile, terminalScript, typedAt } from '../../../lab/collect/readings.ts';
import { run } from '../../../lab/ground/inside.ts';
import type { AskPlan } from '../../../lab/model.ts';

const ASKS: readonly AskPlan[] = [
  { node: 'fw1', commands: ['ip route'], when: ['after'] },
  { node: 'fw1', commands: ['nstat -az', 'ip route'], when: ['before', 'after'] },
  { node: 'r1', commands: ['ip rule'], when: ['during'] },
];

describe('readings', () => {
  it('are what the plans of one node say of one moment, each command once', () => {
    expect([...typedAt(ASKS, 'after')]).toEqual([['fw1', ['ip route', 'nstat -az']]]);
    expect([...typedAt(ASKS, 'during').keys()]).toEqual(['r1']);
  });

  it('are numbered where a node is read more than once', () => {
    expect(readingFile(ASKS, 'fw1', 'before')).toBe('fw1-1.txt');
    expect(readingFile(ASKS, 'fw1', 'after')).toBe('fw1-2.txt');
    expect(readingFile(ASKS, 'r1', 'during')).toBe('r1.txt');
  });

  it('look as on a terminal, also where a command fails or holds quotes', async () => {
    const script = terminalScript('fw1', ["echo 'two  words'", 'cat /not/there', 'exit 3', 'echo end']);
    const { out } = await run(['sh', '-c', script]);
    expect(out.split('\n').filter((line) => !line.startsWith('cat:'))).toEqual([
      "[root@fw1 ~]# echo 'two  words'",
      'two  words',
      '[root@fw1 ~]# cat /not/there',
      '[root@fw1 ~]# exit 3',
      '[root@fw1 ~]# echo end',
      'end',
      '',
    ]);
    expect(out).toMatch(/\ncat: .*not\/there/);
  });

  it('do not tell which node is at the other end of a cable', () => {
    const shown =
      '2: eth0@if3: <UP> mtu 1500\n    link/ether 52:54:00:00:00:01 brd ff:ff:ff:ff:ff:ff link-netns rtl-1-1-fw1\n';
    expect(asWithCards(shown)).toBe('2: eth0: <UP> mtu 1500\n    link/ether 52:54:00:00:00:01 brd ff:ff:ff:ff:ff:ff\n');
  });

  it('do not tell that other networks are taken away beside theirs', () => {
    const shown = '1: lo: <UP> mtu 65536\nError: Peer netns reference is invalid.\n2: eth0@if3: <UP> mtu 1500\n';
    expect(asWithCards(shown)).toBe('1: lo: <UP> mtu 65536\n2: eth0: <UP> mtu 1500\n');
  });
});
