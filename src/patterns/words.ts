import type { Finding, FindingCode, FindingReading, FindingValue } from '../model/finding.ts';
import type { Clue } from '../model/pattern.ts';
import { AWS_WORDS } from './words/aws.ts';
import { BETWEEN_WORDS } from './words/between.ts';
import { BLAST_WORDS } from './words/blast.ts';
import { CAPTURE_WORDS } from './words/capture.ts';
import { COUNTERS_WORDS } from './words/counters.ts';
import type { FindingWords } from './words/finding-words.ts';
import { FORWARDING_WORDS } from './words/forwarding.ts';
import { HOST_WORDS } from './words/host.ts';
import { SESSION_WORDS } from './words/session.ts';
import { SETTINGS_WORDS } from './words/settings.ts';
import { SYMPTOMS_WORDS } from './words/symptoms.ts';
import { WALK_WORDS } from './words/walk.ts';

export type { FindingWords } from './words/finding-words.ts';

/** The words of every finding; a code without words does not compile. */
export const WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  ...SESSION_WORDS,
  ...FORWARDING_WORDS,
  ...COUNTERS_WORDS,
  ...SETTINGS_WORDS,
  ...BETWEEN_WORDS,
  ...CAPTURE_WORDS,
  ...AWS_WORDS,
  ...HOST_WORDS,
  ...BLAST_WORDS,
  ...SYMPTOMS_WORDS,
  ...WALK_WORDS,
};

/** The finding in one sentence, led by its observers. Device text in values is not escaped here: renderers do that. */
export function findingSentence(finding: Pick<Finding, 'code' | 'reading' | 'values' | 'observers'>): string {
  const text = fill(template(finding.code, finding.reading), finding.values);
  return finding.observers.length === 0 ? capital(text) : `${finding.observers.join(' and ')}: ${text}`;
}

function template(code: FindingCode, reading: FindingReading): string {
  const words = WORDS[code];
  if (reading === 'seen') return words.seen;
  return reading === 'not-seen' ? words.notSeen : words.couldNotTell;
}

/** Fills `{name}` from the values; a bracketed part with a missing value disappears, a bare one becomes "(unknown)". */
export function fill(text: string, values: Readonly<Record<string, FindingValue>>): string {
  const value = (name: string): FindingValue => values[name] ?? null;
  return text
    .replace(/\[([^[\]]*)\]/g, (_, part: string) => (hasAll(part, values) ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => String(value(name) ?? '(unknown)'));
}

/**
 * A sentence of a finding without a case. Of its values only those are `known` that a clue asks for; what only a case
 * can fill in stands in capitals, `{egressZone}` as EGRESS ZONE, and reasons are left out.
 */
export function inGeneral(text: string, known: Readonly<Record<string, FindingValue>> = {}): string {
  const named = [...text.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const unknown = named.map((name) => [name, name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toUpperCase()] as const);
  const bare = text
    .replace(/[:,](?: and)? \{why\}/g, '')
    .replace(/\[([^[\]]*)\]/g, (part, inner: string) => (hasAll(inner, known) ? part : ''));
  return capital(fill(bare, { ...Object.fromEntries(unknown), ...known }));
}

/** What a clue waits to see, without a case: its finding's title, or the sentence that it was looked for and is not there. */
export function clueInGeneral({ finding, when, where }: Pick<Clue, 'finding' | 'when' | 'where'>): string {
  const { title, notSeen } = WORDS[finding];
  return when === 'seen' ? title : inGeneral(notSeen, where).replace(/\.$/, '');
}

function hasAll(part: string, known: Readonly<Record<string, FindingValue>>): boolean {
  return [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => name !== undefined && (known[name] ?? null) !== null);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
