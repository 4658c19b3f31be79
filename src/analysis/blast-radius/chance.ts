/**
 * How likely chance alone would part the flows so. All in natural logarithms, so that small numbers stay numbers.
 * Sums of logarithms are exact but for rounding: no normal approximation is made.
 */

const LOGS: number[] = [0];

/** ln(n!). */
function logFactorial(n: number): number {
  for (let at = LOGS.length; at <= n; at += 1) LOGS.push((LOGS[at - 1] ?? 0) + Math.log(at));
  return LOGS[n] ?? 0;
}

/** ln of "n choose k"; minus infinity when there is no such choice. */
export function logChoose(n: number, k: number): number {
  return k < 0 || k > n ? Number.NEGATIVE_INFINITY : logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/**
 * ln of the probability that of `drawn` out of `all`, `marked` of which are marked, at least `hits` are marked: the
 * one-sided test of R. A. Fisher (the hypergeometric tail), summed term by term.
 */
export function logTail(all: number, marked: number, drawn: number, hits: number): number {
  const most = Math.min(marked, drawn);
  let sum = Number.NEGATIVE_INFINITY;
  for (let found = Math.max(hits, 0); found <= most; found += 1) {
    const term = logChoose(marked, found) + logChoose(all - marked, drawn - found) - logChoose(all, drawn);
    sum = logAdd(sum, term);
  }
  return Math.min(0, sum);
}

function logAdd(one: number, other: number): number {
  const [high, low] = one > other ? [one, other] : [other, one];
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
}
