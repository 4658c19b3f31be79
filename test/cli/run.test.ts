import { describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { type Command, run } from '../../src/cli/run.ts';
import { standIn } from './stand-in.ts';

const commands: Readonly<Record<string, Command>> = {
  echo: async (words, { out }) => {
    out(words.join(' '));
    return 7;
  },
};

async function asked(...words: readonly string[]) {
  const { io, written } = standIn();
  return { code: await run(words, io, commands), ...written };
}

describe('the command line', () => {
  it('hands the rest of the words to the command, and its exit code back', async () => {
    expect(await asked('echo', 'a', '-b')).toEqual({ code: 7, out: 'a -b', err: '' });
  });

  it.each([['--help'], ['-h'], ['help'], ['analyze', '--help']])('explains itself: %s %s', async (...words) => {
    expect(await asked(...words)).toMatchObject({
      code: 0,
      out: expect.stringContaining('roundtrip analyze'),
      err: '',
    });
  });

  it('without a word explains itself and fails', async () => {
    expect(await asked()).toMatchObject({ code: 2, out: expect.stringContaining('roundtrip serve') });
  });

  it('tells its version', async () => {
    expect(await asked('--version')).toEqual({ code: 0, out: `${packageFile.version}\n`, err: '' });
  });

  it.each(['frobnicate', 'toString', '__proto__', '--jsn'])('refuses %j in one line', async (word) => {
    const { code, out, err } = await asked(word);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^roundtrip: there is no command .*\n$/);
  });
});
