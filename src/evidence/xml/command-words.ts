import type { Element } from './element.ts';
import { parseXml } from './xml-tree.ts';

/**
 * The command in CLI words. An XML command (`<show><session><id>7</id></session></show>`, also inside an API
 * address and percent-encoded) becomes `show session id 7`; values with blanks are put in double quotes.
 * Anything else comes back with its blanks folded. PAN-OS turns keywords into elements and values into text,
 * or for some commands into the name of an entry (`<arp><entry name='all'/></arp>`).
 */
export function commandInCliWords(command: string): string {
  const plain = decoded(command);
  const from = plain.indexOf('<');
  const to = plain.lastIndexOf('>');
  if (from !== -1 && to > from) {
    const parsed = parseXml(plain.slice(from, to + 1));
    if (parsed.ok) return wordsOf(parsed.value).join(' ');
  }
  return plain.trim().replace(/\s+/g, ' ');
}

function wordsOf(element: Element): readonly string[] {
  const name = element.attributes.get('name');
  const own = element.name === 'entry' && name !== undefined ? [quoted(name)] : [element.name];
  const text = element.text.trim();
  const value = text === '' ? [] : [quoted(text)];
  return [...own, ...value, ...element.children.flatMap(wordsOf)];
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

function decoded(command: string): string {
  if (!/%3c/i.test(command)) return command;
  try {
    return decodeURIComponent(command.replaceAll('+', ' '));
  } catch {
    return command;
  }
}
