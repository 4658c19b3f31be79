import { describe, expect, it } from 'vitest';
import { linuxParsers } from '../../../src/evidence/linux/index.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import { linuxFixtures } from './fixtures.ts';

/** The command of the first fixture of each kind. */
const COMMANDS = linuxParsers.map(({ kind, commands }) => {
  const prompts = linuxFixtures().map(({ text }) => text.split('\n')[0] ?? '');
  const command = prompts.map((prompt) => prompt.replace(/^.*?[#$] /, '')).find((typed) => commands.test(typed));
  return [kind, command ?? ''] as const;
});

const LONG = 200_000;
const FILLINGS: readonly (readonly [string, string])[] = [
  ['spaces', `0: from ${' '.repeat(LONG)}x`],
  ['dots', 'a.'.repeat(LONG / 2)],
  ['pairs', `tcp 6 ${'src=10.1.1.1 '.repeat(LONG / 13)}`],
  ['brackets', '['.repeat(LONG)],
  ['objects', `[${'{"a":'.repeat(LONG / 5)}`],
  ['braces', `table ip a {\n${'chain b {'.repeat(LONG / 9)}`],
  ['escapes', `[{"a":"${'\\"'.repeat(LONG / 2)}`],
  ['next hops', `default\n${' nexthop via 10.1.1.1 dev eth0\n'.repeat(3000)}`],
  [
    'a YAML staircase',
    `network:\n  ethernets:\n${Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth + 4)}a:`).join('\n')}`,
  ],
  ['a YAML flow', `network: ${'{a: '.repeat(LONG / 4)}`],
  [
    'aliases',
    `network:\n  a: &a [x]\n${Array.from({ length: 20 }, (_, n) => `  b${n}: &b${n} [*a, *a, *a]`).join('\n')}`,
  ],
  ['colons', `/etc/netplan/a.yaml${':'.repeat(LONG)}`],
  ['dashes', `1.|--${' -'.repeat(LONG / 2)}`],
];

describe.each(COMMANDS)('the output of %s (`%s`)', (kind, command) => {
  it('has a command among the fixtures', () => {
    expect([kind, command]).toEqual([kind, expect.stringMatching(/\w/)]);
  });

  it.each(FILLINGS)('ends soon when it is full of %s', (_what, filling) => {
    const text = `[root@web1 ~]# ${command}\n${filling}\n`;

    expect(readEvidence([{ source: 'paste-1', text, obtained: 'paste' }]).length).toBeGreaterThan(0);
  });
});

describe('commands that are typed to be slow to read', () => {
  it.each(linuxParsers.map(({ kind, commands }) => [kind, commands] as const))(
    'do not slow %s down',
    (_kind, commands) => {
      const typed = ['ip ', 'cat ', 'conntrack ', 'nmcli ', 'iptables ', 'sysctl '].flatMap((program) =>
        ['-6 ', '-f inet ', '- ', 'a ', ' ', '/proc/sys/'].map((piece) => `${program}${piece.repeat(2000)}!`),
      );

      expect(typed.filter((command) => commands.test(command)).length).toBeLessThanOrEqual(typed.length);
    },
  );
});
