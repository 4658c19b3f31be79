import { ok, type Result } from '../model/result.ts';
import { judgeReply } from './judge-reply.ts';
import type { Bounds } from './post.ts';
import { withoutSecrets } from './redact.ts';
import type { Trouble } from './trouble.ts';

/**
 * A whole reply as it may leave this room. Keys and passwords are taken out of every text, user names only out of
 * errors: in data they are evidence.
 */
export function answerOf({ who, known }: Bounds, status: number, text: string): Result<string, Trouble> {
  const judged = judgeReply(who, status, text);
  if (judged.ok) return ok(withoutSecrets(judged.value, known.credentials));
  return judgeReply(who, status, withoutSecrets(text, [...known.credentials, ...known.users]));
}
