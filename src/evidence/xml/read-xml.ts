import type { EvidenceKind } from '../../model/evidence.ts';
import type { Block, Reading } from '../parser.ts';
import { cutReplies, looksLikeXml } from './cut-replies.ts';
import { readDocument } from './document.ts';
import { readEnvelopedText } from './enveloped-text.ts';
import { accountForLines } from './line-account.ts';
import { readerFor } from './readers.ts';
import type { Reply, XmlReader } from './reply.ts';
import { isEmpty, replyOf } from './reply.ts';

export { cutReplies, looksLikeXml };

/** A reading together with what the reply turned out to be an answer to. */
export type XmlReading = Reading & { readonly kind: EvidenceKind };

/**
 * Reads XML from the API, or from the CLI with `set cli op-command-xml-output on`. Never throws and never guesses:
 * `problem` is set whenever anything in the reply was not understood, was refused, or is missing because the reply was
 * cut off, also when there are facts. Several replies in one block are read one after the other and joined; the
 * kind is that of the first with facts. To keep them apart, cut the block with `cutReplies` first.
 */
export function readXml(block: Block): XmlReading {
  const replies = cutReplies(block);
  if (replies.length === 0) return notRead('There is no XML in it.');
  const readings = replies.map(readReply);
  const [first] = readings;
  if (first !== undefined && readings.length === 1) return first;
  const problems = readings.flatMap((reading) => (reading.problem === undefined ? [] : [reading.problem]));
  return {
    kind: (readings.find((reading) => reading.facts.length > 0) ?? first)?.kind ?? 'unknown',
    facts: readings.flatMap((reading) => reading.facts),
    read: new Set(readings.flatMap((reading) => [...reading.read])),
    ...(problems.length === 0 ? {} : { problem: [...new Set(problems)].join(' ') }),
  };
}

function notRead(problem: string, kind: EvidenceKind = 'unknown'): XmlReading {
  return { kind, facts: [], read: new Set(), problem };
}

/** With the advanced routing engine the legacy commands still exist and answer nothing. */
const ADVANCED: ReadonlyMap<EvidenceKind, string> = new Map([
  ['routing-route', ' With the advanced routing engine, ask `show advanced-routing route`.'],
  ['routing-fib', ' With the advanced routing engine, ask `show advanced-routing fib`.'],
]);

function readReply(block: Block): XmlReading {
  const document = readDocument(block);
  if (!document.ok) return notRead(document.error.message);
  const reply = replyOf(block, document.value);
  const reader = readerFor(reply);
  if (reader === null) return readEnvelopedText(reply) ?? notRead(whyNotKnown(reply));
  if (isEmpty(reply) && reader.answersEmpty !== true && reader.kind !== 'api-reply') {
    return notRead(`The reply to \`${reply.command ?? ''}\` is empty.${ADVANCED.get(reader.kind) ?? ''}`, reader.kind);
  }
  return readWith(reader, reply);
}

function readWith(reader: XmlReader, reply: Reply): XmlReading {
  const { facts, unclear, problem } = reader.read(reply);
  const account = accountForLines(reply.document, reader, facts, unclear);
  const problems = [problem ?? account.problem, reply.document.cutOff].filter((text) => typeof text === 'string');
  return {
    kind: reader.kind,
    facts,
    read: account.read,
    ...(problems.length === 0 ? {} : { problem: problems.join(' ') }),
  };
}

const COMMAND_ROOTS = /^(?:show|test|debug|clear|request|set)$/;

function whyNotKnown(reply: Reply): string {
  const { root, command, document } = reply;
  if (document.cutOff !== null) return document.cutOff;
  if (COMMAND_ROOTS.test(root.name)) return 'This is a command in XML without its answer: give the reply as well.';
  if (root.name !== 'response' && root.name !== 'result') {
    return `The XML begins with <${root.name}>, not with <response>: give the whole reply of the firewall.`;
  }
  if (isEmpty(reply)) return 'The reply is empty, and without its command it says nothing: give the command with it.';
  return `The shape of the reply${command === null ? '' : ` to \`${command}\``} is not known.`;
}
