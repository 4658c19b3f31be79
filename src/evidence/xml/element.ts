/**
 * One XML element. `text` is the character data and CDATA directly inside it, joined and untouched.
 * `start` and `end` are offsets into the parsed text: of its `<`, and of the first character after it.
 */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The first child of that name, or null. */
export function child(element: Element | null, name: string): Element | null {
  return element?.children.find((candidate) => candidate.name === name) ?? null;
}

/** All children of that name, in order. */
export function childrenNamed(element: Element | null, name: string): readonly Element[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? [];
}

/** Follows first children by name; null as soon as one is missing. */
export function descend(element: Element | null, ...names: readonly string[]): Element | null {
  let current = element;
  for (const name of names) current = child(current, name);
  return current;
}

/** The first element of that name anywhere below, depth first, or null. */
export function findBelow(element: Element | null, name: string): Element | null {
  for (const candidate of element?.children ?? []) {
    const found = candidate.name === name ? candidate : findBelow(candidate, name);
    if (found !== null) return found;
  }
  return null;
}

/** True when there is neither an element nor a visible character inside. */
export function isBlank(element: Element): boolean {
  return element.children.length === 0 && element.text.trim() === '';
}
