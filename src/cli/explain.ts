import { pageNamed, patternList } from '../report/pattern-page.ts';
import { patternChecks } from '../triage.ts';
import { wrong } from './arguments.ts';
import { EXIT, type Io } from './io.ts';
import { refuse } from './refuse.ts';

/** `roundtrip explain [ID]`: the page of a cause as Markdown; without a name, which there are. Exit codes as `analyze`. */
export async function explainCommand(words: readonly string[], io: Io): Promise<number> {
  const [id, more] = words;
  if (id === undefined) {
    io.out(patternList());
    return EXIT.done;
  }
  const page = more === undefined ? pageNamed(id.toLowerCase(), patternChecks) : null;
  if (page === null) {
    const { error } = wrong(`nothing is known by the name ${JSON.stringify(words.join(' '))}`);
    return refuse({ ...error, todo: 'roundtrip explain shows all names' }, io);
  }
  io.out(page);
  return EXIT.done;
}
