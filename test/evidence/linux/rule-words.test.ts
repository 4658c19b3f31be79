import { describe, expect, it } from 'vitest';
import { readRuleWords } from '../../../src/evidence/linux/rule-words.ts';
import { wordsOf } from '../../../src/evidence/linux/word-reader.ts';

function rule(text: string) {
  return readRuleWords(wordsOf(text));
}

describe('the words of a rule', () => {
  it('give an address its prefix length, and write short prefixes out', () => {
    expect(rule('from 10.44.8.20 lookup 200')?.selector.from).toBe('10.44.8.20/32');
    expect(rule('from 2001:db8::1 lookup 200')?.selector.from).toBe('2001:db8::1/128');
    expect(rule('from all to 10.4/16 lookup 200')?.selector).toMatchObject({ from: null, to: '10.4.0.0/16' });
  });

  it('take the mark under its mask, and all bits without one', () => {
    expect(rule('from all fwmark 0x10/0xf0 lookup 7')?.selector.fwmark).toEqual({ value: 16, mask: 0xf0 });
    expect(rule('from all fwmark 3 lookup 7')?.selector.fwmark).toEqual({ value: 3, mask: 0xffff_ffff });
  });

  it('take names of the TOS field for the byte that they stand for', () => {
    expect(rule('from all tos lowdelay lookup 7')?.selector.tos).toBe(0x10);
    expect(rule('from all dsfield AF21 lookup 7')?.selector.tos).toBe(0x48);
    expect(rule('from all tos EF lookup 7')?.selector.tos).toBe(0xb8);
  });

  it('name the tables that every kernel has', () => {
    expect(rule('from all lookup 254')?.action).toEqual({ kind: 'lookup', table: 'main' });
    expect(rule('from all lookup isp2')?.action).toEqual({ kind: 'lookup', table: 'isp2' });
  });

  it('read what is written for `ip rule add` as well', () => {
    expect(rule('dev eth1 ipproto udp dport 53 table 5 prio 90')).toMatchObject({
      selector: { iif: 'eth1', ipProtocol: 17, destinationPort: { from: 53, to: 53 } },
      action: { kind: 'lookup', table: '5' },
      priority: 90,
    });
  });

  it.each([
    'from all',
    'from here lookup 200',
    'from all fwmark lookup 200',
    'from all sport 80-x lookup 200',
    'from all lookup 200 suddenly',
    'from all uidrange 0-99-5 lookup 200',
    'from all fwmark 0x1ffffffff lookup 200',
    'from 10.1.1.1/40 lookup 200',
    '',
  ])('are not understood in part: "%s"', (text) => {
    expect(rule(text)).toBeNull();
  });
});
