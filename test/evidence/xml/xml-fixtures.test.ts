import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import { looksLikeXml, readXml } from '../../../src/evidence/xml/read-xml.ts';
import { blockOf, FIXTURES, xmlFixtures } from './fixtures.ts';

const fixtures = xmlFixtures();

describe('every XML reply among the fixtures', () => {
  for (const { name, xml, command, expected } of fixtures) {
    it(`${name} is read as its expectation says`, () => {
      const block = blockOf(xml, command);
      const { kind, problem, facts, read } = readXml(block);
      const unread = block.lines.filter((line) => line.text.trim() !== '' && !read.has(line.number));

      expect(looksLikeXml(block)).toBe(true);
      expect({
        command,
        kind,
        problem: problem ?? null,
        unread: unread.map((line) => line.number),
        facts: facts.map(({ at, ...fact }) => ({ lines: at.lines, ...fact })),
      }).toEqual(expected);
    });
  }
});

describe('every XML reply that an API sends', () => {
  for (const { name, xml, command } of fixtures) {
    it(`${name} is one evidence, with the command that the API's client knows`, () => {
      const asked = command === null ? {} : { command };
      const [evidence, ...others] = readEvidence([{ source: 'reply.xml', text: xml, obtained: 'api', ...asked }]);
      const { kind, facts, problem } = readXml(blockOf(xml, command));

      expect(others).toEqual([]);
      expect(evidence).toMatchObject({ kind, facts, command });
      expect(evidence?.parsed).toBe(problem === undefined ? 'whole' : facts.length === 0 ? 'none' : 'part');
    });
  }
});

describe('the XML fixtures themselves', () => {
  it('have no file without its reply', () => {
    const known = new Set(fixtures.map((fixture) => fixture.name));
    const files = readdirSync(FIXTURES, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const stems = files.map((file) => `${file.parentPath.slice(FIXTURES.length)}/${file.name}`);
    const orphans = stems.filter((path) => !known.has(path.replace(/(?:\.expected\.json|\.xml|\.txt)$/, '')));

    expect(orphans).toEqual([]);
  });
});
