import { z } from 'zod';
import { reportSchema } from './schema.ts';

/** The JSON Schema (draft 2020-12) of the report, as `docs/report.schema.json` holds it. */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(reportSchema, { target: 'draft-2020-12' });
}

/** The text of `docs/report.schema.json`, with its line end. */
export function reportJsonSchemaText(): string {
  return `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
}
