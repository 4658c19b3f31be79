import type { JsonObject } from '../model.ts';

/**
 * Collects what is wrong with a payload, in the words Slack uses:
 * `[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
 */
export interface Finder {
  wrong(pointer: string, what: string): void;
  readonly messages: readonly string[];
}

export function createFinder(): Finder {
  const messages: string[] = [];
  return { messages, wrong: (pointer, what) => void messages.push(`[ERROR] ${what} [json-pointer:${pointer}]`) };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that must be a string of one to `max` characters; counted as Slack counts, in UTF-16 units. */
export function checkString(
  find: Finder,
  owner: JsonObject,
  field: string,
  at: string,
  max: number,
  need = true,
): void {
  const value = owner[field];
  if (value === undefined || value === null) {
    if (need) find.wrong(at, `missing required field: ${field}`);
    return;
  }
  if (typeof value !== 'string') {
    find.wrong(`${at}/${field}`, 'failed to match all allowed schemas: must be a string');
    return;
  }
  if (need && value.length === 0) find.wrong(`${at}/${field}`, 'must be more than 0 characters');
  if (value.length > max) find.wrong(`${at}/${field}`, `must be less than ${max + 1} characters`);
}

/** A field that must be a list of one to `max` items. Returns the items that are objects, with their pointers. */
export function checkList(
  find: Finder,
  owner: JsonObject,
  field: string,
  at: string,
  max: number,
  need = true,
): Array<readonly [JsonObject, string]> {
  const value = owner[field];
  const pointer = `${at}/${field}`;
  if (value === undefined || value === null) {
    if (need) find.wrong(at, `missing required field: ${field}`);
    return [];
  }
  if (!Array.isArray(value)) {
    find.wrong(pointer, 'must be a valid array');
    return [];
  }
  if (value.length === 0 && need) find.wrong(pointer, 'must provide at least 1 item');
  if (value.length > max) find.wrong(pointer, `no more than ${max} items allowed`);
  return value.flatMap((item: unknown, index) => {
    if (isObject(item)) return [[item, `${pointer}/${index}`] as const];
    find.wrong(`${pointer}/${index}`, 'must be an object');
    return [];
  });
}

/** A text composition object: `{type, text}`. */
export function checkText(
  find: Finder,
  owner: JsonObject,
  field: string,
  at: string,
  max: number,
  kinds: readonly string[] = ['plain_text', 'mrkdwn'],
  need = true,
): void {
  const value = owner[field];
  if (value !== undefined && value !== null) checkTextObject(find, value, `${at}/${field}`, max, kinds);
  else if (need) find.wrong(at, `missing required field: ${field}`);
}

export function checkTextObject(
  find: Finder,
  value: unknown,
  pointer: string,
  max: number,
  kinds: readonly string[] = ['plain_text', 'mrkdwn'],
): void {
  if (!isObject(value)) {
    find.wrong(pointer, 'must be an object');
    return;
  }
  if (typeof value.type !== 'string' || !kinds.includes(value.type)) {
    find.wrong(`${pointer}/type`, `must be one of: ${kinds.join(', ')}`);
  }
  checkString(find, value, 'text', pointer, max);
}

export const PLAIN: readonly string[] = ['plain_text'];
