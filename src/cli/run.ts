import packageFile from '../../package.json' with { type: 'json' };
import { HELP } from './help.ts';
import { EXIT, type Io } from './io.ts';

/** One word that a person may type first. Commands load their code only when they are asked for. */
export type Command = (words: readonly string[], io: Io) => Promise<number>;

/** Runs the command that the first word names. `commands` are those besides help and version. Returns the exit code. */
export async function run(
  words: readonly string[],
  io: Io,
  commands: Readonly<Record<string, Command>>,
): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || words.some((word) => word === '--help' || word === '-h')) {
    io.out(HELP);
    return name === undefined ? EXIT.unusable : EXIT.done;
  }
  if (name === '--version' || name === '-V') {
    io.out(`${packageFile.version}\n`);
    return EXIT.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command(rest, io);
  io.err(`roundtrip: there is no command ${JSON.stringify(name)} (roundtrip --help shows what there is)\n`);
  return EXIT.unusable;
}
