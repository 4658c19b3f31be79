import { describe, expect, it } from 'vitest';
import { expandCommand, isNotUsed } from '../../src/evidence/command.ts';
import { textParsers } from '../../src/evidence/index.ts';
import { insteadOf, isRefusal } from '../../src/evidence/mistaken.ts';
import { EVIDENCE_KINDS } from '../../src/model/evidence.ts';

describe('commands', () => {
  it.each([
    ['sh sess id 7', 'show session id 7'],
    ['show sess all fil source 10.1.1.5', 'show session all filter source 10.1.1.5'],
    ['show session all', 'show session all'],
    ['test rout fib virtual-router Main ip 10.1.1.5', 'test routing fib-lookup virtual-router Main ip 10.1.1.5'],
    ['show r', 'show r'],
    ['ip route get 10.1.1.5', 'ip route get 10.1.1.5'],
  ])('writes %j out as %j', (typed, full) => {
    expect(expandCommand(typed)).toBe(full);
  });

  it('knows what it does not use, and none of it has a parser', () => {
    const unused = ['show clock', 'show jobs all', 'show high-availability state-synchronization', 'configure'];
    for (const command of unused) {
      expect(isNotUsed(command), command).toBe(true);
      expect(
        textParsers.some((parser) => parser.commands.test(command)),
        command,
      ).toBe(false);
    }
    expect(isNotUsed('show session all')).toBe(false);
  });

  it.each([
    ['show pbf rule', 'show pbf rule all'],
    ['test pbf-rule-match source 10.1.1.5', 'test pbf-policy-match'],
    ['test pbf-policy-match from users source 10.1.1.5 protocol tcp', '6 for TCP'],
    ['show routing ecmp', 'show routing fib'],
    ['show session all filter source-zone users', '`from ZONE`'],
    ['show session all filter port 443', '`destination-port PORT`'],
    ['show high-availability session-synchronization', 'state-synchronization'],
    ['debug dataplane packet-diag set capture stage ingress file a', 'receive, firewall, transmit and drop'],
    ['set deviceconfig setting session tcp-non-syn-reject no', 'tcp-reject-non-syn'],
    ['show system setting asymmetric-path', 'show running tcp state'],
  ])('says what to type instead of %j', (typed, instead) => {
    expect(insteadOf(typed)).toContain(instead);
  });

  it.each([
    'show pbf rule all',
    'show session all filter source-port 5',
    'show session all filter destination-port 443 nat none',
    'test pbf-policy-match from users source 10.1.1.5 destination 10.2.2.10 protocol 6',
    'show running tcp state',
    'show counter global filter aspect session delta yes',
  ])('has nothing against %j', (typed) => {
    expect(insteadOf(typed)).toBeNull();
  });

  it('tells a refusal from an answer', () => {
    for (const text of [
      'Invalid syntax.',
      'Unknown command: foo',
      'Server error : op command timed out',
      'bash: traceroute: command not found',
    ]) {
      expect(isRefusal(text), text).toBe(true);
    }
    for (const text of ['No Active Sessions', 'Bad Key: c2s: x', 'result: no route'])
      expect(isRefusal(text), text).toBe(false);
  });

  it('has a parser for each kind of text, and two for one only where two programs print the same', () => {
    const kinds = textParsers.map(({ kind }) => kind);
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index).sort()).toEqual([
      'aws-instances',
      'aws-network-interfaces',
      'capture',
    ]);
    expect(EVIDENCE_KINDS.filter((kind) => !kinds.includes(kind))).toEqual(['api-reply', 'unknown']);
  });
});
