import type { z } from 'zod';
import { list } from '../words.ts';
import { nearest } from './near.ts';
import type { Path } from './yaml-text.ts';

/** Takes down what is wrong with the file and how to put it right. Nothing given to it may be a secret. */
export type Say = (path: Path, message: string, todo: string) => void;

type Issue = z.core.$ZodIssue;

/** A YAML mapping, or null for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/**
 * Holds a value against its shape. Every issue is said with its place; `hints` tell how each field is written. Null when
 * it does not fit. What was given is never repeated, only the names of keys: it may be a secret in the wrong place.
 */
export function readShape<Output>(
  schema: z.ZodType<Output>,
  given: unknown,
  at: Path,
  hints: Readonly<Record<string, string>>,
  say: Say,
): Output | null {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  for (const issue of read.error.issues) tell(issue, given, at, hints, say);
  return null;
}

function tell(issue: Issue, given: unknown, at: Path, hints: Readonly<Record<string, string>>, say: Say): void {
  const path = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) tellUnknownKey(key, path, Object.keys(hints), say);
    return;
  }
  const field =
    issue.path.findLast((part) => typeof part === 'string') ?? at.findLast((part) => typeof part === 'string');
  const name = String(field ?? 'this');
  const hint = hints[name] ?? 'See docs/roundtrip.example.yml.';
  const value = valueAt(given, issue.path);
  if (value === undefined || value === null) say(path, `“${name}” is missing.`, hint);
  else if (issue.code === 'invalid_type' && issue.expected === 'string' && isPlain(value)) {
    say(path, `“${name}” is read as a ${typeof value}, not as text.`, 'Put it in quotes.');
  } else if (issue.code === 'too_big') say(path, `“${name}” is too long.`, hint);
  else say(path, `“${name}” cannot be used as it is written.`, hint);
}

/** Keys that people write a secret behind. */
const SECRET_KEYS = /^(?:api[-_]?key|key|password|passwd|token|secret|username|user)$/i;

function tellUnknownKey(key: string, path: Path, known: readonly string[], say: Say): void {
  const at = [...path, key];
  if (SECRET_KEYS.test(key)) {
    say(at, `“${key}” does not belong here, and no secret belongs into this file.`, SECRET_PLACE_HINT);
    return;
  }
  const meant = nearest(key, known);
  const todo = meant === null ? `Known here: ${list(known)}.` : `Did you mean “${meant}”?`;
  say(at, `“${key.slice(0, 64)}” is not known here.`, todo);
}

export const SECRET_PLACE_HINT =
  'Name where it lies: secret: {env: NAME} or {file: PATH} for an API key, or user and password each with such a place.';

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}
