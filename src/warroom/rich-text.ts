import { findLinks } from './auto-link.ts';
import { escapeText } from './escape.ts';
import type { Block, JsonObject } from './model.ts';
import type { Workspace } from './state.ts';

export interface Composed {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * What a person typed, as Slack's composer sends it: `text` with `&amp; &lt; &gt;`, `<@U…>` and `<http://…|…>`, and a
 * rich_text block in which ``` parts are rich_text_preformatted with every space and tab kept. Names after an at sign
 * become mentions outside code only; addresses become links everywhere, inside code too, as Slack does it.
 */
export function compose(workspace: Workspace, typed: string, preformatted = false): Composed {
  const parts = preformatted ? [{ code: true, body: typed }] : splitFences(typed);
  const elements: JsonObject[] = [];
  let text = '';
  for (const { code, body } of parts) {
    const runs = code ? findLinks(body) : body.split(/(`[^`\n]+`)/).flatMap((piece) => readPiece(workspace, piece));
    const written = runs.map(asText).join('');
    if (code) elements.push({ type: 'rich_text_preformatted', elements: runs, border: 0 });
    else if (runs.length > 0) elements.push({ type: 'rich_text_section', elements: runs });
    text += code ? `\`\`\`${written}\`\`\`` : written;
  }
  return { text, blocks: [{ type: 'rich_text', block_id: 'composed', elements }] };
}

/** Cuts at ``` pairs. An unpaired fence is ordinary text. One newline beside a fence belongs to the fence. */
export function splitFences(typed: string): Array<{ readonly code: boolean; readonly body: string }> {
  const parts: Array<{ code: boolean; body: string }> = [];
  let from = 0;
  for (const match of typed.matchAll(/```\n?([\s\S]*?)\n?```\n?/g)) {
    if (match.index > from) parts.push({ code: false, body: typed.slice(from, match.index) });
    if (match[1] !== '') parts.push({ code: true, body: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < typed.length) parts.push({ code: false, body: typed.slice(from) });
  return parts;
}

/** A piece of plain text, or `code` in single backticks, as rich text leaves. */
function readPiece(workspace: Workspace, piece: string): JsonObject[] {
  if (/^`[^`\n]+`$/.test(piece)) return [{ type: 'text', text: piece.slice(1, -1), style: { code: true } }];
  const leaves: JsonObject[] = [];
  let from = 0;
  for (const match of piece.matchAll(/<@(U[A-Z0-9]+)>|(?<![\w.])@([a-z][\w-]*(?: [a-z]+)?)|(?<!\w)#([a-z][\w-]*)/gi)) {
    const found = resolve(workspace, match);
    if (!found) continue;
    leaves.push(...findLinks(piece.slice(from, match.index)), found.leaf);
    from = match.index + found.length;
  }
  return [...leaves, ...findLinks(piece.slice(from))];
}

function resolve(workspace: Workspace, match: RegExpMatchArray): { leaf: JsonObject; length: number } | undefined {
  const [whole, id, name, channelName] = match;
  if (id !== undefined) {
    return workspace.users.has(id) ? { leaf: { type: 'user', user_id: id }, length: whole.length } : undefined;
  }
  if (channelName !== undefined) {
    const channel = [...workspace.channels.values()].find((known) => known.name === channelName);
    return channel && { leaf: { type: 'channel', channel_id: channel.id }, length: whole.length };
  }
  const wanted = (name ?? '').toLowerCase();
  for (const user of workspace.users.values()) {
    for (const label of [user.realName.toLowerCase(), user.name]) {
      if (startsWithWord(wanted, label)) return { leaf: { type: 'user', user_id: user.id }, length: label.length + 1 };
    }
  }
  const group = workspace.usergroups.find((known) => startsWithWord(wanted, known.handle));
  if (group) return { leaf: { type: 'usergroup', usergroup_id: group.id }, length: group.handle.length + 1 };
  const range = ['here', 'channel', 'everyone'].find((word) => startsWithWord(wanted, word));
  return range ? { leaf: { type: 'broadcast', range }, length: range.length + 1 } : undefined;
}

function startsWithWord(text: string, word: string): boolean {
  return text === word || text.startsWith(`${word} `);
}

/** A leaf as it stands in `text`. */
function asText(leaf: JsonObject): string {
  switch (leaf.type) {
    case 'user':
      return `<@${leaf.user_id}>`;
    case 'usergroup':
      return `<!subteam^${leaf.usergroup_id}>`;
    case 'channel':
      return `<#${leaf.channel_id}|>`;
    case 'broadcast':
      return `<!${leaf.range}>`;
    case 'link':
      return leaf.text === undefined ? `<${leaf.url}>` : `<${leaf.url}|${escapeText(String(leaf.text))}>`;
    default:
      return leaf.style ? `\`${escapeText(String(leaf.text))}\`` : escapeText(String(leaf.text));
  }
}
