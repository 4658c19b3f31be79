import { parseArgs } from 'node:util';
import { hunt, huntedText } from '../../lab/adversary/index.ts';
import { SCENARIOS } from '../support/scenario-variations.ts';
import { subjects } from './subject.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    questions: { type: 'string', default: '300' },
    keep: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});

/** Hunts over the scenarios: `node test/adversary/hunt.ts --seed 7 --questions 500 --keep FOLDER [--only NAME]`. */
if (values.keep === undefined) throw new Error('Say with --keep in which folder finds are kept.');
const targets = (await subjects()).map((subject) => ({ subject, folder: `${SCENARIOS}${subject.name}` }));
const options = { seed: Number(values.seed), questions: Number(values.questions), keep: values.keep };
const wanted = targets.filter(({ subject }) => subject.name.includes(values.only));
for await (const hunted of hunt(wanted, options)) process.stdout.write(huntedText(hunted));
