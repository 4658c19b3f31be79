import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { CaptureFlow, Fact } from '../../../src/model/facts.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/capture-text/', import.meta.url));
const texts = readdirSync(FIXTURES).flatMap((format) =>
  readdirSync(`${FIXTURES}${format}`)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => readFileSync(`${FIXTURES}${format}/${file}`, 'utf8')),
);

function factsOf(text: string): readonly Fact[] {
  return readEvidence([{ source: 'capture.txt', text, obtained: 'file' }]).flatMap(({ facts }) => facts);
}

function flowsOf(facts: readonly Fact[]): readonly CaptureFlow[] {
  return facts.filter((fact) => fact.kind === 'capture-flow');
}

function endsOf({ protocol, client, server }: CaptureFlow): string {
  const ends = [client, server].map(({ address, port }) => `${address} ${port}`);
  return `${protocol} ${ends.sort().join(' ')}`;
}

function packetsOf(facts: readonly Fact[]): number {
  return facts.reduce((sum, fact) => sum + (fact.kind === 'capture-summary' ? fact.packets : 0), 0);
}

describe('a capture as text that is cut off', () => {
  it('never shows a packet or a conversation that the whole does not show', () => {
    const cut = fc.constantFrom(...texts).chain((text) => fc.tuple(fc.constant(text), fc.nat({ max: text.length })));

    fc.assert(
      fc.property(cut, ([text, end]) => {
        const [whole, part] = [factsOf(text), factsOf(text.slice(0, end))];
        const known = new Set(flowsOf(whole).map(endsOf));
        // An ICMP error whose quoted packet is cut off is a packet between its own two ends.
        const strange = flowsOf(part).filter((flow) => !known.has(endsOf(flow)) && !flow.protocol.startsWith('icmp'));
        expect(strange.map(endsOf)).toEqual([]);
        expect(packetsOf(part)).toBeLessThanOrEqual(packetsOf(whole));
        expect(part.filter(({ kind }) => kind === 'flow-basic').length).toBeLessThanOrEqual(
          whole.filter(({ kind }) => kind === 'flow-basic').length,
        );
      }),
      { numRuns: 400 },
    );
  });

  it('never throws when lines are lost, doubled or out of order', () => {
    const lines = texts.flatMap((text) => text.split('\n'));

    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 40 }), (mixed) => {
        expect(readEvidence([{ source: 'x', text: mixed.join('\n'), obtained: 'paste' }]).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a capture as text with hostile lines', () => {
  const start = '10:15:02.971204 IP 10.20.30.41.51002 > 10.50.60.10.443: ';
  it.each([
    ['options', `${start}Flags [S], seq 1, win 2, options [${'nop,'.repeat(1900)}`],
    ['dots in addresses', `10:15:02.971204 IP ${'1.'.repeat(3900)} > 10.50.60.10.443: UDP, length 1`],
    ['colons', `10:15:02.971204 IP6 ${'a:'.repeat(3900)} > ::1: ICMP6, echo request`],
    ['brackets', `10:15:02.971204 IP ${'(tos 0x0, '.repeat(780)}`],
    ['tunnels in tunnels', `10:15:02.971204 IP ${'10.20.30.41 > 10.50.60.10: IP '.repeat(260)}`],
    ['tags', `10:15:02.971204 ${'vlan 1, p 0, '.repeat(600)}`],
    ['addresses in an error', `10:15:02.971204 IP 10.20.30.41 > 10.50.60.10: ICMP ${'1.1.1.1 '.repeat(950)}`],
    ['remarks', `1 0.000000 10.20.30.41 → 10.50.60.10 TCP 74 ${'[TCP a] '.repeat(980)}`],
    ['flags', `1 0.000000 10.20.30.41 → 10.50.60.10 TCP 74 1 → 2 [${'SYN, '.repeat(1500)}`],
    ['spaces', `1 0.000000 10.20.30.41 ${' '.repeat(7900)}x`],
  ])(
    'ends soon for many %s',
    (_what, line) => {
      const text = `[root@web1 ~]# tcpdump -nn\n${`${line}\n`.repeat(250)}`;

      expect(readEvidence([{ source: 'x', text, obtained: 'file' }]).length).toBeGreaterThan(0);
    },
    20_000,
  );
});
