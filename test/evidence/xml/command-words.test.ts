import { describe, expect, it } from 'vitest';
import { commandInCliWords } from '../../../src/evidence/xml/command-words.ts';

describe('a command in XML', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['<show><session><id>41207</id></session></show>', 'show session id 41207'],
    ["<show><arp><entry name='all'/></arp></show>", 'show arp all'],
    ['<show><interface>ethernet1/1</interface></show>', 'show interface ethernet1/1'],
    [
      '<show><session><all><filter><from>Branch Users</from><destination>203.0.113.80</destination></filter></all></session></show>',
      'show session all filter from "Branch Users" destination 203.0.113.80',
    ],
    [
      'https://192.0.2.11/api/?type=op&cmd=%3Cshow%3E%3Crouting%3E%3Croute%2F%3E%3C%2Frouting%3E%3C%2Fshow%3E',
      'show routing route',
    ],
  ];
  for (const [xml, words] of cases) {
    it(`becomes \`${words}\``, () => {
      expect(commandInCliWords(xml)).toBe(words);
    });
  }

  it('stays as it is when it is in CLI words already, or broken', () => {
    expect(commandInCliWords('  show   arp all ')).toBe('show arp all');
    expect(commandInCliWords('<show><arp')).toBe('<show><arp');
    expect(commandInCliWords('cmd=%3Cshow%E0%A4%A')).toBe('cmd=%3Cshow%E0%A4%A');
  });
});
