import { writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { disagreements } from './compare.ts';
import { Laboratory } from './namespace.ts';
import { hostPlan } from './random-host.ts';
import { type Recorded, writeRecording } from './recording.ts';

/**
 * Asks this machine's kernel about random hosts and writes its answers down, for machines where no namespace is to be
 * had: `node test/netns/record.ts [hosts] [seed]`, as root. Prints every answer that the model does not share.
 */
function record(hosts: number, seed: number): void {
  const folder = fileURLToPath(new URL('../fixtures/linux-kernel/', import.meta.url));
  const laboratory = new Laboratory();
  const version = release().split('-')[0];
  for (const family of [4, 6] as const) {
    const recorded = fc.sample(hostPlan(family, 12), { seed, numRuns: hosts }).map((plan): Recorded => {
      return { plan, observed: laboratory.observe(plan) };
    });
    const wrong = recorded.flatMap(({ plan, observed }) => disagreements(plan, observed));
    process.stdout.write(`IPv${family}: ${recorded.length} hosts, ${wrong.length} answers differ\n`);
    for (const one of wrong) process.stdout.write(`${JSON.stringify(one)}\n`);
    writeFileSync(`${folder}linux-${version}-ipv${family}.jsonl`, writeRecording(recorded));
  }
  laboratory.close();
}

const [hosts = '50', seed = '7'] = process.argv.slice(2);
record(Number(hosts), Number(seed));
