import type { NatRule } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { worded } from './layout.ts';
import { type PolicyBlock, policyValue, policyValues, readPolicyBlocks } from './policy-block.ts';

const TITLE = /^Nat policy configured on \S.*:$/i;

function natRuleFromBlock(source: string, block: PolicyBlock): NatRule {
  return {
    kind: 'nat-rule',
    at: cite(source, block.lines),
    name: block.name,
    type: policyValue(block, 'nat-type'),
    from: policyValues(block, 'from') ?? [],
    source: policyValues(block, 'source') ?? [],
    to: policyValues(block, 'to') ?? [],
    destination: policyValues(block, 'destination') ?? [],
    translation: policyValue(block, 'translate-to'),
  };
}

/**
 * Reads the text of `show running nat-policy`, which the XML API carries unchanged inside `<member>`.
 *
 * @param source the source's name, for the citations
 * @param lines the text, one line each, with the numbers that they have in the source
 */
export function readNatPolicy(source: string, lines: readonly Line[]): Reading {
  const { blocks, read } = readPolicyBlocks(lines);
  const facts = blocks.map((rule) => natRuleFromBlock(source, rule));
  const titles = lines.filter((line) => TITLE.test(line.text.trim())).map((line) => line.number);
  const known = new Set([...read, ...titles]);
  if (facts.length > 0 || worded(lines).every((line) => known.has(line.number))) return { facts, read: known };
  return {
    facts,
    read: known,
    problem: 'No rule was found: a rule is printed as its name, a brace and one "key value;" a line.',
  };
}

/** `show running nat-policy`. */
export const natPolicy: TextParser = {
  kind: 'nat-policy',
  commands: /^show running nat-policy\b/,
  looksLike: (block) => !isXml(block) && block.lines.some((line) => /(?:^|[\s{])nat-type\s+\S+\s*;/.test(line.text)),
  read: (block: Block) => readNatPolicy(block.source, block.lines),
};

function isXml(block: Block): boolean {
  return worded(block.lines)[0]?.text.trim().startsWith('<') ?? false;
}
