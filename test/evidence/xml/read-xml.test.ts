import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import { readXml } from '../../../src/evidence/xml/read-xml.ts';
import type { Fact } from '../../../src/model/facts.ts';
import { blockOf, xmlFixtures } from './fixtures.ts';

const fixtures = xmlFixtures();
/** Replies that hold elements only: their line ends mean nothing. */
const structured = fixtures.filter(
  ({ xml, name }) => !/<member>|CDATA|<!DOCTYPE|<json>/.test(xml) && !/cut/.test(name),
);

describe('the layout of a reply', () => {
  for (const { name, xml, command } of structured) {
    const oneLine = xml.replace(/\n\s*/g, '');
    const meant = readXml(blockOf(xml, command)).facts.map(withoutPlaces);

    it(`of ${name} may be one line`, () => {
      expect(readXml(blockOf(oneLine, command)).facts.map(withoutPlaces)).toEqual(meant);
    });

    it(`of ${name} may be wrapped by a terminal, also inside of names and numbers`, () => {
      for (const width of [61, 80, 132]) {
        expect(readXml(blockOf(wrapped(oneLine, width), command)).facts.map(withoutPlaces)).toEqual(meant);
      }
    });
  }

  it('does not change the lines that are cited', () => {
    const xml = fixtureNamed('session-all/two-sessions').replace(/\n\s*/g, '');
    const [, second] = readXml(blockOf(wrapped(xml, 80))).facts;
    const lineOf = (offset: number): number => 1 + Math.floor(offset / 80);

    expect(second?.at.lines).toEqual([
      lineOf(xml.lastIndexOf('<entry>')),
      lineOf(xml.lastIndexOf('</entry>') + '</entry>'.length - 1),
    ]);
  });
});

describe('several replies in one paste', () => {
  const route = fixtureNamed('fib-lookup/via');
  const table = fixtureNamed('arp/unresolved');

  it('are all read, each line once', () => {
    const block = blockOf(`${table}\n${route}`);
    const { facts, read, problem } = readXml(block);

    expect(facts.map((fact) => fact.kind)).toEqual(['arp', 'arp', 'arp', 'fib-lookup']);
    expect(problem).toBeUndefined();
    expect([...read].sort((a, b) => a - b)).toEqual(
      block.lines.filter((line) => line.text.trim() !== '').map((line) => line.number),
    );
  });

  it('may stand on one line', () => {
    const joined = [table, route].map((xml) => xml.replace(/\n\s*/g, '')).join('');

    expect(readXml(blockOf(joined)).facts).toHaveLength(4);
  });

  it('keep what is whole when the first has no end', () => {
    const { facts, problem } = readXml(blockOf(`${table.slice(0, 420)}\n${route}`));

    expect(facts.map((fact) => fact.kind)).toEqual(['arp', 'fib-lookup']);
    expect(problem).toContain('cut off');
  });

  it('do not share a command: a later one has only what stands above it in XML', () => {
    const asked =
      '<test><routing><fib-lookup><virtual-router>Edge</virtual-router><ip>203.0.113.9</ip></fib-lookup></routing></test>';
    const { facts } = readXml(blockOf(`${table}\n${route}\n${asked}\n${route}`, 'show arp all'));
    const lookups = facts.filter((fact) => fact.kind === 'fib-lookup');

    expect(lookups.map((fact) => fact.destination)).toEqual([null, '203.0.113.9']);
  });
});

describe('what is around a reply', () => {
  const reply = fixtureNamed('session-all/two-sessions');

  it('leaves HTTP headers unread', () => {
    const { facts, read } = readXml(blockOf(`HTTP/1.1 200 OK\nContent-Type: application/xml\n\n${reply}`));

    expect(facts).toHaveLength(2);
    expect(read.has(1)).toBe(false);
    expect(read.has(4)).toBe(true);
  });

  it('is the prompt of a CLI that prints XML', () => {
    const text = `admin@FW-A(active)> show session all\n\n${reply}\nadmin@FW-A(active)> show clock\n`;
    const [evidence] = readEvidence([{ source: 'paste-1', text, obtained: 'paste' }]);

    expect(evidence).toMatchObject({ observer: 'FW-A', kind: 'session-all', parsed: 'whole', unread: [] });
  });
});

describe('a reply that is not an answer', () => {
  const cases: readonly (readonly [string, string, string | null, RegExp])[] = [
    [
      'a document type',
      '<!DOCTYPE r [<!ENTITY a "b">]><response><result>&a;</result></response>',
      null,
      /document type/,
    ],
    ['another document', '<html><body>Log in</body></html>', null, /begins with <html>/],
    [
      'a command without its answer',
      '<show><arp><entry name="all"/></arp></show>',
      null,
      /command in XML without its answer/,
    ],
    [
      'nothing, and nobody knows what was asked',
      '<response status="success"><result/></response>',
      null,
      /without its command/,
    ],
    [
      'nothing, to a command that always has an answer',
      '<response status="success"><result/></response>',
      'show arp all',
      /is empty/,
    ],
    ['tags that do not fit', '<response><result></response></result>', null, /not well formed/],
    [
      'a shape that nobody knows',
      '<response status="success"><result><odd>1</odd></result></response>',
      'show odd',
      /not known/,
    ],
    [
      'nesting without end',
      `<response><result>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</result></response>`,
      null,
      /could not be read/,
    ],
  ];
  for (const [name, text, command, problem] of cases) {
    it(`says so: ${name}`, () => {
      const reading = readXml(blockOf(text, command));

      expect(reading.facts).toEqual([]);
      expect(reading.read.size).toBe(0);
      expect(reading.problem).toMatch(problem);
    });
  }
});

describe('an element that nobody knows', () => {
  it('keeps its lines unread and is named', () => {
    const { facts, read, problem } = readXml(
      blockOf(
        '<response>\n<result>\n<nh>ip</nh>\n<ip>192.0.2.1</ip>\n<interface>ethernet1/1</interface>\n<odd>\n1\n</odd>\n</result>\n</response>',
      ),
    );

    expect(facts).toHaveLength(1);
    expect([6, 7, 8].some((line) => read.has(line))).toBe(false);
    expect(problem).toContain('<odd>');
  });
});

describe('text inside of a reply', () => {
  it('is decoded however many entities it has', () => {
    const rule = (index: number): string =>
      `&quot;rule ${index}&quot; {\nnat-type ipv4;\nfrom &quot;A &amp; B&quot;;\n}\n`;
    const rules = Array.from({ length: 3000 }, (_, index) => rule(index)).join('');
    const { facts } = readXml(blockOf(`<response><result><member>${rules}</member></result></response>`));

    expect(facts).toHaveLength(3000);
    expect(facts.at(-1)).toMatchObject({ name: 'rule 2999', from: ['A & B'] });
  });
});

function fixtureNamed(name: string): string {
  return fixtures.find((fixture) => fixture.name === name)?.xml ?? '';
}

function wrapped(text: string, width: number): string {
  return text.match(new RegExp(`[^]{1,${width}}`, 'g'))?.join('\n') ?? '';
}

function withoutPlaces(fact: Fact): unknown {
  return Object.fromEntries(Object.entries(fact).filter(([field]) => field !== 'at' && field !== 'quotes'));
}
