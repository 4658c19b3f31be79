import { parseArgs } from 'node:util';
import { type Attacked, attack } from './adversary.ts';
import { subjects } from './subject.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
  },
});

/** Asks many questions and prints what was answered wrongly: `node test/adversary/run.ts --seed 7 --count 20000`. */
const all = await subjects();
const wrong = new Map<string, Attacked[]>();
const counts = { asked: 0, right: 0, none: 0, 'wrong, likely': 0, 'wrong, confirmed': 0, thrown: 0, slow: 0 };

for (const one of attack(all, Number(values.seed), Number(values.count))) {
  counts.asked += 1;
  if (one.thrown !== null) counts.thrown += 1;
  if (one.milliseconds > 1000) counts.slow += 1;
  const mistakes = one.named.filter(({ isWrong }) => isWrong);
  if (one.named.length === 0) counts.none += 1;
  else if (mistakes.length === 0) counts.right += 1;
  else counts[mistakes.some(({ band }) => band === 'confirmed') ? 'wrong, confirmed' : 'wrong, likely'] += 1;
  for (const key of [
    ...mistakes.map(({ id, band }) => `${band}: ${one.name} taken for ${id}`),
    ...(one.thrown === null ? [] : [`thrown: ${one.thrown}`]),
    ...(one.milliseconds > 1000 ? [`slow: ${one.name}`] : []),
  ]) {
    wrong.set(key, [...(wrong.get(key) ?? []), one]);
  }
}

for (const [key, cases] of [...wrong].sort()) {
  const examples = cases.slice(0, 3).map(({ round, attacks }) => `${round} (${attacks.join(', ')})`);
  process.stdout.write(`${key} × ${cases.length}: ${examples.join('; ')}\n`);
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
