import { beforeAll, describe, expect, it } from 'vitest';
import { type Attacked, attack } from './adversary.ts';
import { subjects } from './subject.ts';

const SEED = 1;
/** Several of every scenario; `node test/adversary/run.ts --seed N --count M` asks many more. */
const COUNT = 400;
/** Eight seconds on a quiet machine. */
const TIMEOUT = 180_000;

describe('the scenarios after careless hands', () => {
  let all: readonly Attacked[];

  beforeAll(async () => {
    all = [...attack(await subjects(), SEED, COUNT)];
  }, TIMEOUT);

  it('have no wrong cause that is confirmed', () => {
    const wrong = all.flatMap(({ name, round, attacks, named }) =>
      named
        .filter(({ band, isWrong }) => isWrong && band === 'confirmed')
        .map(({ id }) => `${name} (round ${round}: ${attacks.join(', ')}): ${id}`),
    );

    expect(wrong).toEqual([]);
  });

  it('have a wrong cause that is likely in less than one of a hundred', () => {
    const wrong = all.filter(({ named }) => named.some(({ isWrong }) => isWrong));

    expect(wrong.length).toBeLessThan(COUNT / 100);
  });

  it('still have their right cause named in a third of them', () => {
    const right = all.filter(({ named }) => named.length > 0 && named.every(({ isWrong }) => !isWrong));

    expect(right.length).toBeGreaterThan(COUNT / 3);
  });

  it('are read without an exception, each in less than two seconds', () => {
    expect(all.flatMap(({ thrown }) => thrown ?? [])).toEqual([]);
    expect(all.filter(({ milliseconds }) => milliseconds > 2000).map(({ name, round }) => `${name} ${round}`)).toEqual(
      [],
    );
  });
});
