import type { Citation, EvidenceKind } from '../../model/evidence.ts';
import type { Fact } from '../../model/facts.ts';
import type { Block } from '../parser.ts';
import { commandInCliWords } from './command-words.ts';
import type { Document } from './document.ts';
import type { Element } from './element.ts';
import { child, isBlank } from './element.ts';

/** A parsed reply. `command` is in CLI words whatever form it was given in. */
export interface Reply {
  readonly source: string;
  readonly observer: string | null;
  readonly command: string | null;
  /** The dataplane that a command before this one chose. */
  readonly dataplane: string | null;
  readonly document: Document;
  /** The root: `<response>`, or `<result>` when the CLI printed it bare. */
  readonly root: Element;
  /** What was asked for: `<result>`, or the root when there is none. */
  readonly result: Element;
  cite(element: Element): Citation;
}

/** What a reader made of a reply. Elements in `unclear` had a known name but not the fields that a fact needs. */
export interface XmlReading {
  readonly facts: readonly Fact[];
  readonly unclear?: readonly Element[];
  readonly problem?: string;
}

/**
 * One command's reply. `used` names the elements that are read or passed through, `ignored` those that are known and
 * deliberately not used (with all that is in them); every other element is reported as not known.
 */
export interface XmlReader {
  readonly kind: EvidenceKind;
  /** Matches the command in CLI words. */
  readonly commands: RegExp;
  readonly used: ReadonlySet<string>;
  readonly ignored: ReadonlySet<string>;
  /** True when the shape alone says that this reader is the right one. */
  recognises(reply: Reply): boolean;
  /** True when `<result/>` is an answer to this command; otherwise an empty reply is reported as a problem. */
  readonly answersEmpty?: true;
  /** A looser test for a reply whose command is known; without it `recognises` decides. */
  accepts?(reply: Reply): boolean;
  read(reply: Reply): XmlReading;
}

/** Joins a block with its parsed document. */
export function replyOf(block: Block, document: Document): Reply {
  const root = document.root;
  return {
    source: block.source,
    observer: block.observer,
    command: block.command === null ? null : commandInCliWords(block.command),
    dataplane: block.dataplane ?? null,
    document,
    root,
    result: root.name === 'result' ? root : (child(root, 'result') ?? root),
    cite: (element) => document.cite(element),
  };
}

/** True for `<result/>`: the firewall answered that there is nothing. What was cut off says no such thing. */
export function isEmpty(reply: Reply): boolean {
  return isBlank(reply.result) && reply.document.cutOff === null;
}

/** Space-separated element names as a set, so that a vocabulary can be read at a glance. */
export function names(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((name) => name !== ''));
}
