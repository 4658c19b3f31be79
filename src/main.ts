#!/usr/bin/env node
import type { Io } from './cli/io.ts';
import { run } from './cli/run.ts';

const DEFAULT_COLUMNS = 100;

const io: Io = {
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? DEFAULT_COLUMNS,
  noColour: (process.env.NO_COLOR ?? '') !== '',
};

/** Whoever reads our output may stop early (`| head`): that is no fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2), io, {
  analyze: async (words, where) => (await import('./cli/analyze.ts')).analyze(words, where),
  compare: async (words, where) => (await import('./cli/compare.ts')).compareCommand(words, where),
  explain: async (words, where) => (await import('./cli/explain.ts')).explainCommand(words, where),
  audit: async (words, where) => (await import('./cli/audit.ts')).auditCommand(words, where, process.env),
  config: async (words, where) => (await import('./cli/config-check.ts')).configCommand(words, where, process.env),
  serve: async () => (await import('./serve.ts')).serve(process.env),
});
