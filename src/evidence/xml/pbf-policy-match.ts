import type { PbfMatch } from '../../model/facts.ts';
import { commandValue } from '../cli/command-words.ts';
import type { Element } from './element.ts';
import { child, childrenNamed } from './element.ts';
import { textField, toNumber, toProtocol } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { isEmpty, names } from './reply.ts';

/**
 * `test pbf-policy-match`. Policy tests answer `<rules>` with one `<entry>` a match: the name as text with blanks
 * around it (older releases), or as attribute with the rule's fields inside; `<rules/>` is "no rule". Security and NAT
 * tests answer in the same shape, so the reply means nothing without its command.
 */
export const pbfPolicyMatch: XmlReader = {
  kind: 'pbf-policy-match',
  commands: /^test pbf-policy-match\b/,
  answersEmpty: true,
  used: names('rules entry'),
  ignored: names(`index id from source source-region to destination destination-region user category application_service
    application-service service action symmetric-return forwarding-egress-if-vsys next-hop terminal dp`),
  recognises: () => false,
  accepts: (reply) => child(reply.result, 'rules') !== null,
  read: readMatch,
};

function readMatch(reply: Reply): XmlReading {
  const entries = childrenNamed(child(reply.result, 'rules'), 'entry');
  const none = entries.length === 0 && reply.document.cutOff === null;
  if (isEmpty(reply) || none) return { facts: [matchOf(reply.result, null, reply)] };
  const named = entries.map((entry) => ({ entry, name: nameOf(entry) }));
  return {
    facts: named.flatMap(({ entry, name }) => (name === null ? [] : [matchOf(entry, name, reply)])),
    unclear: named.filter(({ name }) => name === null).map(({ entry }) => entry),
  };
}

/** `Rule name; index: 12` or `Rule name`, as text or attribute. */
function nameOf(entry: Element): string | null {
  const printed = entry.attributes.get('name') ?? textField(entry, 'name') ?? entry.text;
  const name = printed.trim().replace(/;\s*index:\s*\d+$/, '');
  return name === '' ? null : name;
}

function matchOf(element: Element, rule: string | null, reply: Reply): PbfMatch {
  const { command } = reply;
  return {
    kind: 'pbf-match',
    at: reply.cite(element),
    from: commandValue(command, 'from'),
    source: commandValue(command, 'source'),
    destination: commandValue(command, 'destination'),
    port: toNumber(commandValue(command, 'destination-port')),
    protocol: toProtocol(commandValue(command, 'protocol')),
    rule,
  };
}
