import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fail, ok, type Result } from '../src/model/result.ts';
import { TELLERS, type Teller } from './model.ts';

/** What a run of the lab was asked for. */
export interface LabRequest {
  readonly count: number;
  readonly seed: number;
  /** The network kinds to make; none: all. */
  readonly only: readonly string[];
  /** Where the folders of misses go. */
  readonly keep: string;
  /** Keep the folders of all incidents. */
  readonly all: boolean;
  /** Incidents that are made at the same time. */
  readonly atOnce: number;
  /** How often half of an incident's evidence is withheld. */
  readonly draws: number;
  /** Questions that the adversary may ask of each incident; 0: it stays away. */
  readonly adversary: number;
  /** A file for the results; null: none. */
  readonly record: string | null;
  readonly list: boolean;
  /** By whose outputs incidents are told. */
  readonly tellers: readonly Teller[];
}

const OPTIONS = {
  count: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string', multiple: true },
  keep: { type: 'string', default: '.roundtrip/lab' },
  all: { type: 'boolean', default: false },
  'at-once': { type: 'string', default: '4' },
  draws: { type: 'string', default: '4' },
  adversary: { type: 'string', default: '0' },
  record: { type: 'string' },
  list: { type: 'boolean', default: false },
  told: { type: 'string', default: 'both' },
} as const;

export const USAGE = `Usage: npm run lab -- [--count N] [--seed N] [--only KIND]… [--keep FOLDER] [--all] [--at-once N] [--draws N]
                   [--adversary QUESTIONS] [--record FILE] [--list] [--told linux|panos|both]`;

const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const positive = whole.refine((number) => number > 0, 'must be 1 or more');
const schema = z.object({ count: positive, seed: whole, 'at-once': positive, draws: whole, adversary: whole });

/** Reads the words behind `npm run lab --`. `kinds` are the ids that --only knows. */
export function parseLab(words: readonly string[], kinds: readonly string[]): Result<LabRequest> {
  const parsed = read(words);
  if (!parsed.ok) return parsed;
  const { only = [], keep, all, record, list, told } = parsed.value;
  const tellers = told === 'both' ? TELLERS : TELLERS.filter((one) => one === told);
  if (tellers.length === 0) return wrong('--told must be linux, panos or both');
  const numbers = schema.safeParse(parsed.value);
  if (!numbers.success) {
    const [issue] = numbers.error.issues;
    return wrong(`--${String(issue?.path[0])} ${issue?.message}`);
  }
  const unknown = only.find((kind) => !kinds.includes(kind));
  if (unknown !== undefined) return wrong(`there is no network "${unknown}"; --list shows all`);
  const { count, seed, 'at-once': atOnce, draws, adversary } = numbers.data;
  return ok({ count, seed, atOnce, draws, adversary, only, keep, all, record: record ?? null, list, tellers });
}

/** The command that makes the same incidents and asks the same of them again, with what is not as it is without a word. */
export function commandOf({ count, seed, only, draws, adversary, tellers, record }: LabRequest): string {
  const [teller, ...others] = tellers;
  const words: readonly string[] = [
    `--count ${count} --seed ${seed}`,
    ...only.map((kind) => `--only ${kind}`),
    ...(String(draws) === OPTIONS.draws.default ? [] : [`--draws ${draws}`]),
    ...(adversary === 0 ? [] : [`--adversary ${adversary}`]),
    ...(others.length > 0 || teller === undefined ? [] : [`--told ${teller}`]),
    ...(record === null ? [] : [`--record ${record}`]),
  ];
  return `npm run lab -- ${words.join(' ')}`;
}

function read(words: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...words], options: OPTIONS, allowPositionals: false }).values);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return wrong(error.message.split('. ')[0] ?? error.message);
  }
}

function wrong(message: string): {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string };
} {
  return fail({ code: 'lab.arguments', message });
}
