import type { RawEvidence } from '../../model/evidence.ts';
import type { CaptureDigest } from '../../model/facts.ts';
import type { Problem } from '../../model/result.ts';
import { redact } from '../../store/redact.ts';
import { readFailure, todoFor } from '../api-failure.ts';
import { readSpoken } from '../events/read-message.ts';
import type { FileRef, Said } from '../job.ts';
import type { Bot } from '../plan.ts';

/** One piece of evidence out of a message: its text, or one of its files. */
export interface Piece {
  readonly part: string;
  readonly obtained: RawEvidence['obtained'];
  /** Null lets a paste be numbered. */
  readonly name: string | null;
  readonly text: string;
  readonly capture?: CaptureDigest;
}

/** What one message gives: evidence, and what of it could not be had. */
export interface Gathered {
  readonly ts: string;
  readonly author: string;
  readonly words: string;
  readonly pieces: readonly Piece[];
  /** Parts that are there and could not be read just now; what was known of them still counts. */
  readonly unread: readonly string[];
  readonly problems: readonly Problem[];
}

export interface Spoken {
  readonly ts: string;
  readonly said: Said;
  readonly files: readonly FileRef[];
}

const FILES_AT_MOST = 10;
/** One word above a paste names it: `PA-A`, `edge-session`. */
const NAME = /^[\w.-]{1,40}:?$/;

export const TEXT_PART = 'text';

/** Takes a message apart and fetches its files. Fails only by what the Web API client throws when Slack cannot be asked. */
export async function gather(bot: Bot, author: string, spoken: Spoken): Promise<Gathered> {
  const pieces: Piece[] = [];
  const problems: Problem[] = [];
  const unread: string[] = [];
  if (isEvidence(bot, spoken.said)) {
    const name = spoken.said.code && NAME.test(spoken.said.words) ? spoken.said.words.replace(/:$/, '') : null;
    pieces.push({ part: TEXT_PART, obtained: 'paste', name, text: spoken.said.text });
  }
  for (const file of spoken.files.slice(0, FILES_AT_MOST)) {
    const fetched = await bot.download(file);
    if (fetched.ok) {
      const content =
        typeof fetched.value === 'string' ? { text: fetched.value } : { text: '', capture: fetched.value };
      pieces.push({ part: `file:${file.id}`, obtained: 'upload', name: redact(file.name).text, ...content });
    } else {
      unread.push(`file:${file.id}`);
      problems.push(fetched.error);
    }
  }
  if (spoken.files.length > FILES_AT_MOST) problems.push(tooMany(spoken.files.length));
  return { ts: spoken.ts, author, words: spoken.said.words, pieces, unread, problems };
}

/**
 * What stands in a thread already, when a case is opened in the middle of it: what people pasted before they called.
 * A channel whose history the app may not read gives nothing but the reason.
 */
export async function gatherThread(
  bot: Bot,
  place: { readonly channel: string; readonly thread: string; readonly except: string },
): Promise<readonly Gathered[]> {
  try {
    const messages = await bot.api.thread(place.channel, place.thread);
    const people = messages.filter((one) => one.user && !one.bot_id && one.user !== bot.botUserId);
    const others = people.filter((one) => one.ts !== place.except);
    return await Promise.all(others.map((one) => gather(bot, one.user ?? '', readSpoken(one))));
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind !== 'refused') throw error;
    const problem = {
      code: 'thread-unreadable',
      message: `What was said in this thread before could not be read: ${failure.error}.`,
      todo: todoFor(failure.error),
    };
    return [{ ts: place.thread, author: '', words: '', pieces: [], unread: [], problems: [problem] }];
  }
}

/** Code was given to be read. Text without code counts when some line of it is understood: people talk in threads too. */
function isEvidence(bot: Bot, { text, code }: Said): boolean {
  if (text.trim() === '') return false;
  if (code) return true;
  if (!text.includes('\n')) return false;
  const raw = [{ source: 'message', text, obtained: 'paste' }] as const;
  const { evidence } = bot.triage({ raw, flow: null, symptoms: [], fixedAt: null });
  return evidence.some((one) => one.kind !== 'unknown' && one.parsed !== 'none');
}

function tooMany(count: number): Problem {
  return {
    code: 'files-too-many',
    message: `Of ${count} files the first ${FILES_AT_MOST} were read.`,
    todo: 'Give the others in a second message.',
  };
}
