import { describe, expect, it } from 'vitest';
import { commandOf, parseLab } from '../../lab/arguments.ts';

const KINDS = ['healthy', 'routing-loop'];

describe('the words behind `npm run lab --`', () => {
  it('have defaults', () => {
    expect(parseLab([], KINDS)).toMatchObject({
      ok: true,
      value: { count: 20, seed: 1, only: [], all: false, adversary: 0, record: null, list: false },
    });
  });

  it('choose count, seed and kinds', () => {
    const words = [
      '--count',
      '200',
      '--seed',
      '7',
      '--only',
      'healthy',
      '--keep',
      'misses',
      '--record',
      'results.jsonl',
    ];
    expect(parseLab(words, KINDS)).toMatchObject({
      ok: true,
      value: { count: 200, seed: 7, only: ['healthy'], keep: 'misses', record: 'results.jsonl' },
    });
  });

  it.each([
    [
      ['--count', '200', '--seed', '7', '--keep', 'misses', '--at-once', '8', '--record', 'results.jsonl'],
      '--count 200 --seed 7 --record results.jsonl',
    ],
    [
      ['--only', 'healthy', '--told', 'panos', '--draws', '2', '--adversary', '30'],
      '--count 20 --seed 1 --only healthy --draws 2 --adversary 30 --told panos',
    ],
  ])('are repeated by what decides the incidents and the questions: %j', (words, repeated) => {
    const request = parseLab(words, KINDS);

    expect(request.ok && commandOf(request.value)).toBe(`npm run lab -- ${repeated}`);
  });

  it.each([
    [[], ['linux', 'panos']],
    [
      ['--told', 'both'],
      ['linux', 'panos'],
    ],
    [['--told', 'panos'], ['panos']],
  ])('choose with %j by whose outputs incidents are told', (words, tellers) => {
    expect(parseLab(words, KINDS)).toMatchObject({ ok: true, value: { tellers } });
  });

  it.each([
    [['--told', 'junos'], '--told must be linux, panos or both'],
    [['--count', '0'], '--count must be 1 or more'],
    [['--count', 'many'], '--count must be a whole number'],
    [['--only', 'moon'], 'there is no network "moon"; --list shows all'],
    [['--cuont', '3'], "Unknown option '--cuont'"],
  ])('refuse %j', (words, message) => {
    expect(parseLab(words, KINDS)).toMatchObject({ ok: false, error: { message } });
  });
});
