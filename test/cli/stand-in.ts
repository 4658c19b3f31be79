import type { Io } from '../../src/cli/io.ts';

/** Stands in for the process: what was written is kept. */
export function standIn(
  given: Partial<Pick<Io, 'terminal' | 'columns' | 'noColour'>> & { readonly input?: string } = {},
) {
  const written = { out: '', err: '' };
  const { input = '', ...rest } = given;
  const io: Io = {
    stdin: streamOf(input),
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    terminal: false,
    columns: 100,
    noColour: false,
    ...rest,
  };
  return { io, written };
}

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
