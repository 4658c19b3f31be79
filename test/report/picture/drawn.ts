import { fileURLToPath } from 'node:url';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Triage } from '../../../src/model/triage.ts';
import { type Picture, type PictureId, picturesOf } from '../../../src/report/picture/index.ts';
import { triage } from '../../../src/triage.ts';
import { readScenario } from '../../support/scenario.ts';

/** The triage of a scenario by its name. */
export async function triageOf(name: string): Promise<Triage> {
  return triage(await readScenario(fileURLToPath(new URL(`../../scenarios/${name}`, import.meta.url))));
}

/** One picture of a scenario; undefined when there is none of its kind. */
export async function pictureOf(name: string, id: PictureId): Promise<Picture | undefined> {
  return picturesOf(await triageOf(name)).find((picture) => picture.id === id);
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
});

/** The elements of a drawing in their order. Throws when it is no well-formed XML. */
export function elementsOf(svg: string): readonly Node[] {
  const valid = XMLValidator.validate(svg);
  if (valid !== true) throw new Error(valid.err.msg);
  return walk(parser.parse(svg));
}

/** What can be read in a drawing. */
export function textsOf(svg: string): readonly string[] {
  return elementsOf(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);
}

function walk(nodes: unknown): readonly Node[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Readonly<Record<string, unknown>>) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const children = node[name];
    const attributes = strings(node[':@']);
    return [
      { name, attributes, text: Array.isArray(children) ? children.map(textIn).join('') : '' },
      ...walk(children),
    ];
  });
}

function textIn(node: Readonly<Record<string, unknown>>): string {
  return typeof node['#text'] === 'string' ? node['#text'] : '';
}

function strings(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}
