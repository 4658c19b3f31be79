const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');
}

/** An element with text, escaped. */
export function leaf(name: string, value: string | number): string {
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** An element with elements, each on a line of its own. */
export function branch(name: string, children: readonly string[]): string {
  return children.length === 0 ? `<${name}/>` : `<${name}>\n${children.join('\n')}\n</${name}>`;
}

/** Leaves of a record, in its order. */
export function leaves(values: Readonly<Record<string, string | number>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => leaf(name, value));
}

/** The CLI's own text, as several commands answer the API with it. */
export function cliText(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

export function trueFalse(value: boolean): string {
  return value ? 'True' : 'False';
}

export function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
