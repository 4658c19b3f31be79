import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { COMMAND_RISK, type PanosCommand } from '../../../src/model/panos-command.ts';
import { writeCommand } from '../../../src/panos/commands/write-command.ts';
import { ALL_SAMPLES } from './samples.ts';

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: false });

/** Every element and attribute name of the XML, and every text, in their order. */
function partsOf(xml: string): { readonly names: readonly string[]; readonly texts: readonly string[] } {
  const names: string[] = [];
  const texts: string[] = [];
  const walk = (nodes: unknown): void => {
    if (!Array.isArray(nodes)) return;
    for (const node of nodes) {
      for (const [name, value] of Object.entries(node)) {
        if (name === '#text') texts.push(String(value));
        else if (name === ':@' && typeof value === 'object' && value !== null) texts.push(...Object.values(value));
        else {
          names.push(name);
          walk(value);
        }
      }
    }
  };
  walk(parser.parse(xml));
  return { names, texts };
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</id><all/>',
    '<all/>',
    'all',
    '192.0.2.10</source></filter></all></session></clear>',
    '0.0.0.0/0',
    ']]>',
    "'/><entry name='all",
    '&#60;all/&#62;',
    '',
  ),
  fc.ipV4(),
  fc.ipV6(),
  fc.stringMatching(/^[A-Za-z0-9 ._/-]{1,40}$/),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 65_535, 4_294_967_296, Number.NaN));

/** A sample with any texts and numbers in its fields. */
const anyCommand: fc.Arbitrary<PanosCommand> = fc
  .constantFrom(...ALL_SAMPLES.map(({ command }) => command))
  .chain((command) =>
    fc.record(
      Object.fromEntries(
        Object.entries(command).map(([field, value]) => {
          if (field === 'kind') return [field, fc.constant(value)];
          if (typeof value === 'number') return [field, number];
          return [field, typeof value === 'boolean' ? fc.boolean() : fc.oneof(hostile, fc.constant(value))];
        }),
      ),
    ),
  )
  .filter(isCommand);

function isCommand(fields: object): fields is PanosCommand {
  return 'kind' in fields;
}

/** Addresses are the same in any of their forms. */
function meaning(value: string): string {
  return value.includes(':') && ipaddr.IPv6.isValid(value) ? ipaddr.IPv6.parse(value).toRFC5952String() : value;
}

const KNOWN = new Set(ALL_SAMPLES.flatMap(({ xml }) => (xml === null ? [] : partsOf(xml).names)));

describe('any command', () => {
  it('is refused, or is XML of known elements with its values as text', () => {
    let sent = 0;
    fc.assert(
      fc.property(anyCommand, (command) => {
        const written = writeCommand(command);
        if (!written.ok || written.value.request.type !== 'op') return;
        sent += 1;
        const { cmd } = written.value.request;
        expect(XMLValidator.validate(cmd)).toBe(true);
        const { names, texts } = partsOf(cmd);
        for (const name of names) expect(KNOWN).toContain(name);
        const given = Object.values(command).map((value) => meaning(String(value)));
        for (const text of texts) expect(['all', 'yes', ...given]).toContain(text);
      }),
      { numRuns: 5_000 },
    );
    expect(sent).toBeGreaterThan(500);
  });

  it('changes nothing without the number of a session or both ends of a flow', () => {
    const change = anyCommand.filter(({ kind }) => COMMAND_RISK[kind] === 'change');
    fc.assert(
      fc.property(change, (command) => {
        const written = writeCommand(command);
        if (!written.ok || written.value.request.type !== 'op') return;
        expect(written.value.request.cmd).toMatch(
          /^<clear><session>(?:<id>[1-9]\d*<\/id>|<all><filter><source>[0-9a-f.:]+<\/source><destination>[0-9a-f.:]+<\/destination>(?:<destination-port>\d+<\/destination-port>)?<\/filter><\/all>)<\/session><\/clear>$/,
        );
      }),
      { numRuns: 3_000 },
    );
  });
});
