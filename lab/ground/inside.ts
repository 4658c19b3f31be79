import { spawn } from 'node:child_process';

/** How a program ended. */
export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The words that run a program with the network of a namespace. */
export function entering(namespace: string): readonly [string, ...string[]] {
  return ['nsenter', `--net=/run/netns/${namespace}`, '--'];
}

/** A command that waits for ever must not hold up the run. */
const PATIENCE_SECONDS = 60;

/** Runs a shell script with the network of a namespace, for a minute at most; `environment` is added to ours. */
export function inside(
  namespace: string,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return run(
    [...entering(namespace), 'timeout', '-k', '1', `${PATIENCE_SECONDS}`, 'sh', '-c', script],
    '',
    environment,
  );
}

/** Runs a program to its end. A program that cannot be started has the status null. */
export function run(
  [program, ...words]: readonly [string, ...string[]],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC', ...environment } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', ({ message }) => resolve({ status: null, out: text(out), err: message }));
    child.on('close', (status) => resolve({ status, out: text(out), err: text(err) }));
    // A program that ends before it has read everything says so by its status.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
