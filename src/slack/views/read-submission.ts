import { z } from 'zod';
import { redact } from '../../store/redact.ts';
import type { Arriving } from '../job.ts';

const element = z.object({
  value: z.string().nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});

const body = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), element)) }),
  }),
});

/** Reads a submitted form. Its values are by block id; a block holds one element. The channel is the form's metadata. */
export function readSubmission(
  given: unknown,
): Arriving & { readonly values: Readonly<Record<string, string | string[]>> } {
  const { team, user, view } = body.parse(given);
  const values: Record<string, string | string[]> = {};
  for (const [block, held] of Object.entries(view.state.values)) {
    const only = Object.values(held)[0];
    if (only?.selected_options) values[block] = only.selected_options.map((option) => option.value);
    else if (typeof only?.value === 'string') values[block] = redact(only.value).text;
  }
  return {
    job: { kind: 'submission', team: team.id, channel: view.private_metadata, user: user.id, values },
    lane: `view:${view.id}`,
    keys: [`view:${view.id}`],
    values,
  };
}
