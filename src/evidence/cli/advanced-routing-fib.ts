import type { TextParser } from '../parser.ts';
import { readFibTable } from './routing-fib.ts';

/** `show advanced-routing fib`: the table of `show routing fib`, with logical routers in place of virtual ones. */
export const advancedRoutingFib: TextParser = {
  kind: 'advanced-routing-fib',
  commands: /^show advanced-routing fib\b/,
  looksLike: (block) => block.lines.some((line) => /^\s*logical-router name:/i.test(line.text)),
  read: readFibTable,
};
