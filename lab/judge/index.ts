/**
 * What the lab calls: `judge` marks one incident that was made (with all evidence and with halves of it), `isMiss` says
 * whether its folder is kept, `reportText` is for the terminal, and `resultsText` the content of a file of `lab/results/`,
 * of which `node lab/judge/write.ts` makes docs/proving-ground.md.
 */
export { isMiss, type Judged, type JudgeOptions, judge, judgeCase } from './judge.ts';
export { reportText } from './report.ts';
export { type Run, resultsText } from './results.ts';
