import type { JsonNode, JsonObject } from './json-tree.ts';

/** The value of a key, null when the key is missing or this is no object. */
export function child(node: JsonNode | null, key: string): JsonNode | null {
  if (node?.kind !== 'object') return null;
  return node.members.find((member) => member.key === key)?.value ?? null;
}

/** A text that is not empty, else null. */
export function text(node: JsonNode | null, key: string): string | null {
  const value = child(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'string' && value.value !== '' ? value.value : null;
}

/** True or false as JSON has it, else null. */
export function flag(node: JsonNode | null, key: string): boolean | null {
  const value = child(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : null;
}

/** A whole number, else null. */
export function number(node: JsonNode | null, key: string): number | null {
  const value = child(node, key);
  return value?.kind === 'scalar' && Number.isSafeInteger(value.value) ? Number(value.value) : null;
}

/** The objects of a list, none when the key is missing or holds something else. */
export function objects(node: JsonNode | null, key: string): readonly JsonObject[] {
  const value = child(node, key);
  return value?.kind === 'array' ? value.items.filter((item) => item.kind === 'object') : [];
}

/** The texts of one key over the objects of a list. */
export function texts(node: JsonNode | null, list: string, key: string): readonly string[] {
  return objects(node, list).flatMap((item) => text(item, key) ?? []);
}
