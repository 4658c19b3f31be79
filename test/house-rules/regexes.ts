import type { Breach, SourceFile } from './project.ts';
import { type Ambiguity, ambiguityOf } from './regex-ambiguity.ts';
import { automatonOf } from './regex-automaton.ts';
import { parseRegex } from './regex-syntax.ts';
import { type RegexLiteral, regexesOf } from './source.ts';

/** What an expression may cost: time that grows with the square of a line, whose length is bounded. */
const HIGHEST_DEGREE = 2;

/** Expressions that the rule misjudges, with the reason. */
const JUDGED: readonly { readonly path: string; readonly pattern: string; readonly why: string }[] = [
  {
    path: 'src/warroom/page/text/mrkdwn.ts',
    pattern: '((?:^&gt; ?.*(?:\\n|$))+)',
    why: 'each round begins at a line start, which the rule does not know: a text has one way to be cut into lines',
  },
];

/** How ambiguous an expression is, its lookarounds included: they are tried from one place. */
export function ambiguityOfRegex(regex: RegexLiteral): Ambiguity {
  const { root, anchored, lookarounds } = parseRegex(regex);
  const parts = [
    ambiguityOf(automatonOf(root, anchored)),
    ...lookarounds.map((part) => ambiguityOf(automatonOf(part, true))),
  ];
  return {
    degree: Math.max(...parts.map(({ degree }) => degree)),
    attacks: parts.flatMap(({ attacks }) => attacks),
  };
}

/** The expressions of a source that a text can make run without end, or nearly so. */
export function regexBreaches(file: SourceFile): readonly Breach[] {
  return regexesOf(file.text).flatMap((regex) => {
    const { degree } = ambiguityOfRegex(regex);
    const judged = JUDGED.some(({ path, pattern }) => path === file.path && pattern === regex.pattern);
    if (degree <= HIGHEST_DEGREE || judged) return [];
    const says = degree === Infinity ? 'backtracks exponentially' : `backtracks with the power of ${degree}`;
    return [{ path: file.path, line: regex.line, says: `${says}: /${regex.pattern}/` }];
  });
}

const LENGTH = 4_000;
const TAILS = ['', '\u0001', '!'] as const;

/** Runs an expression against the texts that its own structure suggests. The milliseconds of the slowest run. */
export function slowestRun(regex: RegexLiteral): number {
  const expression = new RegExp(regex.pattern, regex.flags.replace(/[gy]/g, ''));
  let slowest = 0;
  for (const { prefix, pump } of ambiguityOfRegex(regex).attacks) {
    const pumped = prefix + pump.repeat(Math.ceil(LENGTH / pump.length));
    for (const tail of TAILS) {
      const start = performance.now();
      expression.test(pumped + tail);
      slowest = Math.max(slowest, performance.now() - start);
    }
  }
  return slowest;
}
