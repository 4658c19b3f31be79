import type { PbfRule } from '../../model/facts.ts';
import { type Block, cite, type Reading, type TextParser } from '../parser.ts';
import { wholeNumber, worded } from './layout.ts';
import { type PolicyBlock, policyValue, policyValues, readPolicyBlocks } from './policy-block.ts';

/** The key that only forwarding rules have; it tells their blocks from those of NAT and security rules. */
const EGRESS = 'forwarding-egress-IF/VSYS';

function yesOrNo(text: string | null): boolean | null {
  if (text === 'yes') return true;
  return text === 'no' ? false : null;
}

/**
 * One rule block as a fact. State and next-hop status are null: only `show pbf rule all` shows them.
 *
 * @param source the source that the block was read from, for the citation
 */
export function pbfRuleFromBlock(source: string, block: PolicyBlock): PbfRule {
  return {
    kind: 'pbf-rule',
    at: cite(source, block.lines),
    name: block.name,
    nameCut: false,
    id: wholeNumber(policyValue(block, 'id') ?? undefined),
    active: null,
    action: policyValue(block, 'action'),
    egress: policyValue(block, EGRESS),
    nextHop: policyValue(block, 'next-hop'),
    nextHopUp: null,
    from: policyValues(block, 'from'),
    source: policyValues(block, 'source'),
    destination: policyValues(block, 'destination'),
    service: policyValues(block, 'application/service'),
    symmetricReturn: yesOrNo(policyValue(block, 'symmetric-return')),
  };
}

/** True when the block is a forwarding rule: it names an egress or a symmetric return, or its action is one of theirs. */
export function isPbfBlock(block: PolicyBlock): boolean {
  if (policyValues(block, EGRESS) !== null || policyValues(block, 'symmetric-return') !== null) return true;
  return /^(?:forward|discard|no[- ]pbf)/i.test(policyValue(block, 'action') ?? '');
}

/** `show running pbf-policy`: whole names and what each rule matches. */
export const pbfPolicy: TextParser = {
  kind: 'pbf-policy',
  commands: /^show running pbf-policy\b/,
  looksLike(block: Block): boolean {
    const { blocks } = readPolicyBlocks(block.lines);
    return blocks.length > 0 && blocks.every(isPbfBlock);
  },
  read(block: Block): Reading {
    const { blocks, read } = readPolicyBlocks(block.lines);
    const facts = blocks.map((rule) => pbfRuleFromBlock(block.source, rule));
    if (facts.length > 0 || worded(block.lines).length === 0) return { facts, read };
    return {
      facts,
      read,
      problem: 'No rule was found: a rule is printed as its name, a brace and one "key value;" a line.',
    };
  },
};
