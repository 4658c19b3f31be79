import type { Citation } from '../../model/evidence.ts';
import type { PbfMatch } from '../../model/facts.ts';
import { type Protocol, protocolFromNumber } from '../../model/flow.ts';
import { type Block, cite, type Reading, type TextParser } from '../parser.ts';
import { commandValue } from './command-words.ts';
import { wholeNumber, worded } from './layout.ts';
import { isPbfBlock, pbfRuleFromBlock } from './pbf-policy.ts';
import { readPolicyBlocks } from './policy-block.ts';

type Query = Omit<PbfMatch, 'kind' | 'at' | 'rule'>;

function protocolOf(command: string | null): Protocol | null {
  const number = wholeNumber(commandValue(command, 'protocol') ?? undefined);
  return number === null ? null : protocolFromNumber(number);
}

/** What was asked: the reply does not repeat it, so without the command nothing is known. */
function queryOf(command: string | null): Query {
  return {
    from: commandValue(command, 'from'),
    source: commandValue(command, 'source'),
    destination: commandValue(command, 'destination'),
    port: wholeNumber(commandValue(command, 'destination-port') ?? undefined),
    protocol: protocolOf(command),
  };
}

/** Silence is the answer "no rule": it is cited by the command, which stands on the line above the block. */
function citeCommand(block: Block, command: string): Citation {
  const number = Math.max(1, (block.lines[0]?.number ?? 2) - 1);
  return cite(block.source, [{ number, text: command }]);
}

function readMatch(block: Block): Reading {
  const query = queryOf(block.command);
  const { blocks, read } = readPolicyBlocks(block.lines);
  const facts = blocks.flatMap((rule) => {
    const fact = pbfRuleFromBlock(block.source, rule);
    return [{ kind: 'pbf-match', at: fact.at, ...query, rule: rule.name } satisfies PbfMatch, fact];
  });
  if (facts.length > 0 && blocks.every(isPbfBlock)) return { facts, read };
  if (block.command !== null && worded(block.lines).length === 0) {
    return { facts: [{ kind: 'pbf-match', at: citeCommand(block, block.command), ...query, rule: null }], read };
  }
  return {
    facts: [],
    read: new Set(),
    problem: 'The output is neither a forwarding rule nor empty, so it does not say which rule matched.',
  };
}

/**
 * `test pbf-policy-match`: the rule that matched, or no output at all when none did.
 * Without its command the output cannot be told from `show running pbf-policy`.
 */
export const pbfPolicyMatch: TextParser = {
  kind: 'pbf-policy-match',
  commands: /^test pbf-policy-match\b/,
  looksLike: () => false,
  read: readMatch,
};
