const HEADINGS = [/^DP (?<dp>\S+):$/, /^target-dp:\s*(?<dp>\S+)$/i, /^dp:?\s+(?<dp>s?\d*dp\d+):?$/i];

/** The dataplane that a heading names (`DP s1dp0:`, `target-dp: *.dp1`), without the `*.` of "any slot"; else null. */
export function dataplaneOf(text: string): string | null {
  for (const heading of HEADINGS) {
    const name = heading.exec(text.trim())?.groups?.dp;
    if (name !== undefined) return name.replace(/^\*\./, '');
  }
  return null;
}

export function isDataplaneHeading(text: string): boolean {
  return dataplaneOf(text) !== null;
}
