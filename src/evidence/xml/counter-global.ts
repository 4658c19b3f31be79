import type { Counter, CounterSampling, Fact } from '../../model/facts.ts';
import { commandValue } from '../cli/command-words.ts';
import type { Element } from './element.ts';
import { child, childrenNamed } from './element.ts';
import { numberField, textField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { isEmpty, names } from './reply.ts';

/**
 * `show counter global`: per `<global>` (a chassis may send one a dataplane) the sampling and a fact a counter.
 * `<t>` is the number of seconds since the previous reading; how the list was filtered is only in the command.
 */
export const counterGlobal: XmlReader = {
  kind: 'counter-global',
  commands: /^show counter global\b/,
  answersEmpty: true,
  used: names('global t counters entry name value rate severity category aspect desc'),
  ignored: names('id dp'),
  recognises: (reply) => child(child(reply.result, 'global'), 'counters') !== null,
  accepts: (reply) => child(reply.result, 'global') !== null,
  read: readCounters,
};

function readCounters(reply: Reply): XmlReading {
  if (isEmpty(reply)) return { facts: [samplingOf(reply.result, reply)] };
  const facts: Fact[] = [];
  const unclear: Element[] = [];
  for (const list of childrenNamed(reply.result, 'global')) {
    facts.push(samplingOf(list, reply));
    for (const entry of childrenNamed(child(list, 'counters'), 'entry')) {
      const counter = counterOf(entry, reply);
      if (counter === null) unclear.push(entry);
      else facts.push(counter);
    }
  }
  return { facts, unclear };
}

function counterOf(entry: Element, reply: Reply): Counter | null {
  const name = textField(entry, 'name');
  const value = numberField(entry, 'value');
  if (name === null || value === null) return null;
  return {
    kind: 'counter',
    at: reply.cite(entry),
    name,
    value,
    rate: numberField(entry, 'rate'),
    severity: textField(entry, 'severity'),
    category: textField(entry, 'category'),
    aspect: textField(entry, 'aspect'),
    description: textField(entry, 'desc'),
  };
}

function samplingOf(list: Element, reply: Reply): CounterSampling {
  const { command } = reply;
  return {
    kind: 'counter-sampling',
    at: reply.cite(child(list, 't') ?? list),
    delta: command === null ? null : commandValue(command, 'delta') === 'yes',
    elapsedSeconds: numberField(list, 't'),
    severityFilter: commandValue(command, 'severity'),
    packetFilter: commandValue(command, 'packet-filter') === 'yes',
    nameFilter: commandValue(command, 'name'),
  };
}
