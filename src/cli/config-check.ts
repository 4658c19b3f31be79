import { readFile } from 'node:fs/promises';
import { fleetWarnings, readFleet } from '../access/fleet-file/index.ts';
import { DEFAULT_FLEET_FILE, type Environment } from '../config.ts';
import type { Problem } from '../model/result.ts';
import { printable } from '../report/printable.ts';
import { readWords, wrong } from './arguments.ts';
import { fleetInWords } from './fleet-in-words.ts';
import { lookAtPlaces } from './fleet-places.ts';
import { EXIT, type Io } from './io.ts';
import { refuse } from './refuse.ts';

/**
 * `roundtrip config check [FILE]`: reads the fleet file and says either all that is wrong with it, one line each on `err`,
 * or what it holds, in words, on `out`. It looks whether there is something where secrets and certificates should lie,
 * and shows nothing of it. No firewall is asked. Exit codes as `analyze`.
 */
export async function configCommand(words: readonly string[], io: Io, env: Environment): Promise<number> {
  const [verb, ...rest] = words;
  if (verb !== 'check') return refuse({ ...wrong('say roundtrip config check').error }, io);
  const read = readWords(rest, {});
  if (!read.ok) return refuse(read.error, io);
  const [named, more] = read.value.positionals;
  if (more !== undefined) return refuse(wrong('name one file').error, io);
  const fromEnv = env.ROUNDTRIP_FLEET?.trim() ?? '';
  const path = named ?? (fromEnv === '' ? DEFAULT_FLEET_FILE : fromEnv);
  const text = await textOf(path);
  return text === null ? refuse(unreadable(path), io) : check(text, path, io, env);
}

async function check(text: string, path: string, io: Io, env: Environment): Promise<number> {
  const fleet = readFleet(text, path);
  if (!fleet.ok) {
    for (const problem of fleet.error) io.err(`${line(problem)}\n`);
    return EXIT.unusable;
  }
  const { places, warnings } = await lookAtPlaces(fleet.value, path, env);
  const all = [...fleetWarnings(fleet.value, path), ...warnings];
  const told = all.length === 0 ? ['No warnings.'] : ['Warnings', ...all.map((warning) => `  ${line(warning)}`)];
  const lines = [`${path} can be used.`, '', ...fleetInWords(fleet.value), '', 'Secrets and certificates', ...places];
  io.out(`${[...lines, '', ...told].map(printable).join('\n')}\n`);
  return EXIT.done;
}

function line({ where, message, todo }: Problem): string {
  return printable(
    [where === undefined ? '' : `${where}:`, message, todo ?? ''].filter((part) => part !== '').join(' '),
  );
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

function unreadable(path: string): Problem {
  return {
    code: 'fleet-file.unreadable',
    where: path,
    message: 'there is no such file, or it cannot be read',
    todo: 'name one, set ROUNDTRIP_FLEET, or begin with docs/roundtrip.example.yml',
  };
}
