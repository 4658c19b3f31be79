import { z } from 'zod';
import { BLAST_DIMENSIONS, type BlastCounts, type BlastRadius } from '../model/blast-radius.ts';

const count = z.int().min(0);
const counts = { halfOpen: count, whole: count, couldNotTell: count };

const grouping = z.strictObject({
  dimension: z.enum(BLAST_DIMENSIONS),
  observer: z.string().nullable().meta({ description: 'Whose names the groups are; null where all mean the same.' }),
  hash: z.string().nullable(),
  fit: z.enum(['separates', 'leans', 'mixed', 'not-told']),
  affected: z.array(z.string()),
  sentence: z.string().nullable(),
  groups: z.array(
    z.strictObject({
      name: z.string(),
      ...counts,
      share: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .meta({ description: 'Half-open ones among those that could be told.' }),
    }),
  ),
  others: z.strictObject({ groups: count, ...counts }).nullable(),
});

/** The blast radius in the report for programs. */
export const blastRadiusSchema = z
  .strictObject({
    ...counts,
    observers: z.array(z.string()),
    sentence: z.string(),
    groupings: z.array(grouping).meta({ description: 'Those that separate first, best first.' }),
    limits: z.array(z.string()),
  })
  .meta({ description: 'Which of many flows are half-open; left out unless a crowd of flows was shown.' });

/** A blast radius with every field picked by name, in a fixed order. */
export function blastRadiusReport(radius: BlastRadius): z.infer<typeof blastRadiusSchema> {
  return {
    ...countsOf(radius),
    observers: [...radius.observers],
    sentence: radius.sentence,
    groupings: radius.groupings.map(({ dimension, observer, hash, fit, affected, sentence, groups, others }) => ({
      dimension,
      observer,
      hash,
      fit,
      affected: [...affected],
      sentence,
      groups: groups.map((group) => ({ name: group.name, ...countsOf(group), share: group.share })),
      others: others === null ? null : { groups: others.groups, ...countsOf(others) },
    })),
    limits: [...radius.limits],
  };
}

function countsOf({ halfOpen, whole, couldNotTell }: BlastCounts): { [Key in keyof BlastCounts]: number } {
  return { halfOpen, whole, couldNotTell };
}
