import type { JsonNode, JsonObject } from './json-tree.ts';

/**
 * The keys that AWS prints in an object (or in the objects of a list). `null`: the key is known, and what stands below
 * it is passed over. `entity`: one thing of the reply; it is read whole or not at all.
 */
export interface Shape {
  readonly entity?: true;
  readonly keys: Readonly<Record<string, Shape | null>>;
}

/** A shape from a list of keys that are passed over and some that are looked into. */
export function shape(passedOver: string, more: Readonly<Record<string, Shape>> = {}): Shape {
  const names = passedOver.split(/\s+/).filter((name) => name !== '');
  return { keys: { ...Object.fromEntries(names.map((name) => [name, null])), ...more } };
}

export function entity(passedOver: string, more: Readonly<Record<string, Shape>> = {}): Shape {
  return { ...shape(passedOver, more), entity: true };
}

/** Offsets of a text, the second one behind the last character. */
export type Stretch = readonly [number, number];

/** What a document was found to hold: its entities, the stretches that are known, and the keys that are not. */
export interface Outline {
  readonly entities: JsonObject[];
  readonly known: Stretch[];
  readonly strange: { readonly key: string; readonly stretch: Stretch }[];
}

/** Holds a document against a shape. An entity that was cut off is neither known nor strange: its lines stay unread. */
export function outlineOf(root: JsonNode, wanted: Shape): Outline {
  const outline: Outline = { entities: [], known: [], strange: [] };
  walk(root, wanted, outline);
  return outline;
}

function walk(node: JsonNode, wanted: Shape | null, outline: Outline): void {
  if (wanted === null || node.kind === 'scalar') {
    if (node.whole) outline.known.push([node.start, node.end]);
    return;
  }
  if (node.kind === 'object' && wanted.entity === true) {
    if (!node.whole) return;
    outline.entities.push(node);
  }
  outline.known.push([node.start, node.start + 1]);
  if (node.whole) outline.known.push([node.end - 1, node.end]);
  if (node.kind === 'array') {
    for (const item of node.items) walk(item, wanted, outline);
    return;
  }
  for (const { key, start, value } of node.members) {
    if (!Object.hasOwn(wanted.keys, key)) outline.strange.push({ key, stretch: [start, value.end] });
    else {
      outline.known.push([start, value.start]);
      walk(value, wanted.keys[key] ?? null, outline);
    }
  }
}
