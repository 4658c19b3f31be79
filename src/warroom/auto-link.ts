import type { JsonObject } from './model.ts';

/**
 * The top-level names after which Slack makes a link of bare words. A small selection: enough to eat `host.com`, and
 * files that look like domains such as `check.sh`, which is what a bot must survive.
 */
const TOP_LEVEL = 'com|net|org|io|dev|sh|app|info|me|ai|co|de|eu|fr|uk|us|nl|edu|gov|md|py|rs';

const LINK = new RegExp(
  [
    String.raw`(?<url>\bhttps?://[^\s<>|]*[^\s<>|.,;:!?'")\]}])`,
    String.raw`(?<mail>(?<![\w.+-])[\w.+-]+@(?:[a-z0-9-]+\.)+(?:${TOP_LEVEL})\b(?![\w.-]*\w))`,
    String.raw`(?<host>(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:${TOP_LEVEL})\b(?![\w@-]|\.\w)(?:/[^\s<>|]*[^\s<>|.,;:!?'")\]}])?)`,
  ].join('|'),
  'gi',
);

/** Cuts text into `text` and `link` leaves. No character is lost: the labels and texts joined give the input back. */
export function findLinks(text: string): JsonObject[] {
  const leaves: JsonObject[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > from) leaves.push({ type: 'text', text: text.slice(from, match.index) });
    leaves.push(link(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) leaves.push({ type: 'text', text: text.slice(from) });
  return leaves;
}

function link(match: RegExpMatchArray): JsonObject {
  const word = match[0];
  if (match.groups?.url !== undefined) return { type: 'link', url: word };
  const scheme = match.groups?.mail === undefined ? 'http://' : 'mailto:';
  return { type: 'link', url: `${scheme}${word}`, text: word };
}
