/** One piece of Slack's message markup (docs.slack.dev/messaging/formatting-message-text). */
export type Piece =
  | { readonly kind: 'text' | 'code' | 'pre'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  | { readonly kind: 'user' | 'channel' | 'usergroup' | 'broadcast' | 'emoji'; readonly id: string }
  | { readonly kind: 'date'; readonly fallback: string };

/** Takes mrkdwn apart. Nothing in it is ever markup for the browser: the pieces hold plain text only. */
export function readMrkdwn(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/```\n?([\s\S]+?)\n?```/g)) {
    pieces.push(...readLines(text.slice(from, match.index).replace(/\n$/, '')));
    pieces.push({ kind: 'pre', text: decode(linksAsLabels(match[1] ?? '')) });
    from = match.index + match[0].length;
    if (text[from] === '\n') from += 1;
  }
  return [...pieces, ...readLines(text.slice(from))];
}

/** The three escapes, undone once: `&amp;lt;` is the text `&lt;`. */
export function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readLines(text: string): Piece[] {
  if (text === '') return [];
  const pieces: Piece[] = [];
  for (const part of text.split(/((?:^&gt; ?.*(?:\n|$))+)/m)) {
    if (part === '') continue;
    if (!part.startsWith('&gt;')) pieces.push(...readInline(part));
    else pieces.push({ kind: 'quote', pieces: readInline(part.replaceAll(/^&gt; ?/gm, '').replace(/\n$/, '')) });
  }
  return pieces;
}

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** Code, control sequences, emoji, and styles. A style mark counts only at the edge of a word, as in Slack. */
const INLINE = new RegExp(
  [
    String.raw`\`(?<code>[^\`\n]+)\``,
    String.raw`<(?<control>[^<>\n]+)>`,
    String.raw`(?<![\w:]):(?<emoji>[a-z0-9_+'-]+):(?![\w:])`,
    String.raw`(?<![\w*_~])(?<mark>[*_~])(?<styled>\S(?:[^\n]*?\S)?)\k<mark>(?![\w])`,
  ].join('|'),
  'g',
);

function readInline(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) pieces.push({ kind: 'text', text: decode(text.slice(from, match.index)) });
    pieces.push(pieceOf(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: decode(text.slice(from)) });
  return pieces;
}

function pieceOf(groups: Readonly<Record<string, string | undefined>>): Piece {
  const { code, control, emoji, mark, styled } = groups;
  if (code !== undefined) return { kind: 'code', text: decode(linksAsLabels(code)) };
  if (control !== undefined) return readControl(control);
  if (emoji !== undefined) return { kind: 'emoji', id: emoji };
  const kind = mark === '*' || mark === '_' || mark === '~' ? STYLES[mark] : 'bold';
  return { kind, pieces: readInline(styled ?? '') };
}

function readControl(control: string): Piece {
  const [target = '', label] = splitOnce(control, '|');
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1) };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1) };
  if (target.startsWith('!subteam^')) return { kind: 'usergroup', id: target.slice('!subteam^'.length) };
  if (target.startsWith('!date^')) return { kind: 'date', fallback: decode(label ?? target) };
  if (target.startsWith('!')) return { kind: 'broadcast', id: target.slice(1) };
  return { kind: 'link', url: decode(target), label: decode(label ?? target) };
}

function linksAsLabels(text: string): string {
  return text.replaceAll(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_whole, url: string, label?: string) => label ?? url);
}

function splitOnce(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
