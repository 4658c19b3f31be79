import type { Measured } from './measure.ts';

/** Prints a table of what was measured on `bytes` bytes. The first result is the floor that the others are held against. */
export function show(title: string, bytes: number, results: readonly Measured[]): void {
  const megabytes = bytes / 1_000_000;
  const floor = results[0]?.milliseconds ?? Number.NaN;
  console.log(`\n${title}, ${megabytes.toFixed(1)} MB`);
  for (const { name, milliseconds } of results) {
    const speed = (megabytes / milliseconds) * 1000;
    const ratio = milliseconds / floor;
    console.log(
      `  ${name.padEnd(38)} ${milliseconds.toFixed(0).padStart(6)} ms ${speed.toFixed(1).padStart(7)} MB/s ${ratio.toFixed(1).padStart(6)} x`,
    );
  }
}
