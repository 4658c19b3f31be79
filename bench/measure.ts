/** What one job took: the median of several runs, in milliseconds. */
export interface Measured {
  readonly name: string;
  readonly milliseconds: number;
}

/** Runs a job once to warm it up, then `runs` times, and gives the median time of a run. The jobs of a group run in turn. */
export function measure(jobs: Readonly<Record<string, () => unknown>>, runs = 5): readonly Measured[] {
  const names = Object.keys(jobs);
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, job] of Object.entries(jobs)) {
      const start = performance.now();
      job();
      const took = performance.now() - start;
      if (run > 0) times.get(name)?.push(took);
    }
  }
  return names.map((name) => ({ name, milliseconds: median(times.get(name) ?? []) }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
