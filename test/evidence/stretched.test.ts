import { describe, expect, it } from 'vitest';
import { expectAccounted } from './accounting.ts';
import { ALL_FIXTURES, readFile } from './all-fixtures.ts';

const MEGABYTE = 1_000_000;
const FIXTURES = ALL_FIXTURES.filter(({ name }) =>
  /\/(?:ping|ipvs|ifcfg|show-zone-protection)\/|high-availability-all\/forwarding|tcpdump\/arp/.test(name),
);

function grown(text: string, length: number): string {
  return `${text} `.repeat(Math.ceil(length / (text.length + 1)));
}

describe.each(FIXTURES.map(({ name, text }) => [name, text.split('\n')] as const))('the fixture %s', (_name, lines) => {
  it('is read soon, and no line is lost, when one of its lines is a megabyte long', () => {
    for (const at of new Set([0, 1, Math.floor(lines.length / 2), lines.length - 2])) {
      const text = lines.map((line, index) => (index === at ? grown(line, MEGABYTE) : line)).join('\n');
      expectAccounted(text, readFile(text));
    }
  });

  it('is read soon, and says nothing new, when it comes a hundred times', () => {
    const body = lines.join('\n');

    const kinds = (text: string) => new Set(readFile(text).flatMap(({ facts }) => facts.map(({ kind }) => kind)));

    expect(kinds(`${body}\n`.repeat(100))).toEqual(kinds(body));
  });
});
