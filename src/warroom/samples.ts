import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Sample, SampleStep } from './model.ts';

const SAMPLES = fileURLToPath(new URL('./samples/', import.meta.url));

/** `sample.yml`: a title, and steps that are either a slash command or a file of the same folder to paste. */
const sampleSchema = z.strictObject({
  title: z.string(),
  steps: z.array(z.union([z.strictObject({ command: z.string() }), z.strictObject({ paste: z.string() })])),
});

/** Reads the sample incidents that ship with the war room, in the order of their folders' names. */
export async function loadSamples(folder: string = SAMPLES): Promise<readonly Sample[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(ids.sort().map((id) => loadSample(join(folder, id), id)));
}

async function loadSample(folder: string, id: string): Promise<Sample> {
  const { title, steps } = sampleSchema.parse(parse(await readFile(join(folder, 'sample.yml'), 'utf8')));
  return { id, title, steps: await Promise.all(steps.map((step) => loadStep(folder, step))) };
}

async function loadStep(folder: string, step: { command: string } | { paste: string }): Promise<SampleStep> {
  if ('command' in step) return { kind: 'command', text: step.command };
  return {
    kind: 'paste',
    observer: step.paste.replace(/\.txt$/, ''),
    text: await readFile(join(folder, step.paste), 'utf8'),
  };
}
