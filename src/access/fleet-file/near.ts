/** The word of `known` that somebody probably meant by `word`: few letters apart, and not a whole other word. Else null. */
export function nearest(word: string, known: readonly string[]): string | null {
  const written = word.slice(0, LONGEST).toLowerCase();
  const near = known
    .map((one) => ({ one, apart: lettersApart(written, one.toLowerCase()) }))
    .filter(({ one, apart }) => apart <= Math.max(1, Math.floor(one.length / 3)))
    .toSorted((a, b) => a.apart - b.apart);
  return near[0]?.one ?? null;
}

/** Longer words are compared by their beginning only. */
const LONGEST = 64;

/** How many letters have to be added, dropped, changed or swapped with the next to make one word the other (Damerau). */
function lettersApart(one: string, other: string): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const changed = (above[column - 1] ?? 0) + (isSame ? 0 : 1);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwap && row > 1 ? (before[column - 2] ?? 0) + 1 : changed;
      line.push(Math.min(changed, swapped, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    [before, above] = [above, line];
  }
  return above[other.length] ?? 0;
}
