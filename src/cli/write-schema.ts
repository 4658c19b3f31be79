import { writeFile } from 'node:fs/promises';
import { reportJsonSchemaText } from '../report/json-schema.ts';

/** Writes the report's JSON Schema where the documentation keeps it. Run by `npm run schema`. */
await writeFile(new URL('../../docs/report.schema.json', import.meta.url), reportJsonSchemaText());
