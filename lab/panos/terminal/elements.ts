/** An element of a reply: its text when it has no elements in it. */
export interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w-]+)[^>]*?(\/?)>|([^<]+)/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** What stands in a reply of the simulator, under one root. */
export function elementsOf(xml: string): Element {
  const root: Element = { name: 'result', children: [], text: '' };
  const open = [root];
  for (const [, raw, closing, name, alone, text] of xml.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    if (name === undefined) parent.text += raw ?? plain(text ?? '');
    else if (closing === '/') open.pop();
    else {
      const element = { name, children: [], text: '' };
      parent.children.push(element);
      if (alone !== '/') open.push(element);
    }
  }
  return root;
}

/** The element under these names, one in the other; the first where there are several. */
export function child(element: Element, ...path: readonly string[]): Element | null {
  return path.reduce<Element | null>((at, name) => at?.children.find((one) => one.name === name) ?? null, element);
}

/** Its text without blanks around it; empty when there is none. */
export function value(element: Element, ...path: readonly string[]): string {
  return child(element, ...path)?.text.trim() ?? '';
}

/** The rows of a table: the elements named `entry`. */
export function entries(element: Element | null): readonly Element[] {
  return element?.children.filter(({ name }) => name === 'entry') ?? [];
}

function plain(text: string): string {
  return text.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ENTITIES[name] ?? '');
}
