import type { Line } from './parser.ts';

const OPENS = /^\s*(?:<\?xml\b|<(response|result)[\s>/])/;
const DOCUMENT_OPENS = /^\s*(?:<\?xml\b|<response[\s>/])/;
// Beginnings without an end make the scan start again and again; no honest paste has more than a few of them.
const SCANS = 20;

/**
 * Marks the lines that belong to complete XML replies: for every line the number of its reply, or null.
 * A reply begins at a line with `<?xml`, `<response` or a bare `<result` and ends at the line with its closing tag.
 * A reply that was cut off is marked up to the next reply's beginning only when it is closed; otherwise not at all,
 * so that the prompts after it still count.
 */
export function xmlRegions(lines: readonly Line[]): readonly (number | null)[] {
  const regions = new Array<number | null>(lines.length).fill(null);
  let budget = SCANS * lines.length;
  let region = 0;
  let index = 0;
  while (index < lines.length) {
    const end = budget > 0 ? endOfReply(lines, index) : null;
    if (end === null) {
      if (OPENS.test(lines[index]?.text ?? '')) budget -= lines.length - index;
      index += 1;
      continue;
    }
    regions.fill(region, index, end + 1);
    region += 1;
    index = end + 1;
  }
  return regions;
}

/** The index of the line that closes the reply beginning at `start`; null when none begins there, or it has no end. */
function endOfReply(lines: readonly Line[], start: number): number | null {
  const opened = OPENS.exec(lines[start]?.text ?? '');
  if (opened === null) return null;
  let root = opened[1] ?? null;
  let depth = 0;
  for (let index = start; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    if (index > start && root !== null && DOCUMENT_OPENS.test(text)) return null;
    root ??= /<(response|result)[\s>/]/.exec(text)?.[1] ?? null;
    if (root === null) continue;
    depth += balance(text, root);
    if (depth <= 0) return index;
  }
  return null;
}

function balance(text: string, name: string): number {
  let depth = 0;
  for (const [tag] of text.matchAll(name === 'response' ? RESPONSE_TAGS : RESULT_TAGS)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
  }
  return depth;
}

const RESPONSE_TAGS = /<\/response>|<response(?:\s[^<>]*)?>/g;
const RESULT_TAGS = /<\/result>|<result(?:\s[^<>]*)?\/?>/g;
