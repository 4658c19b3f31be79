/** An operational command as it was sent, in words: each element's name, then its value. */
export interface Request {
  readonly words: readonly string[];
}

const LONGEST = 4000;
const TOKEN = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
const NAME = /\bname\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads one well-formed element with what is in it; null for anything else, which PAN-OS calls malformed. */
export function readRequest(xml: string): Request | null {
  if (xml.length > LONGEST) return null;
  const words: string[] = [];
  const open: string[] = [];
  let at = 0;
  let roots = 0;
  for (const match of xml.matchAll(TOKEN)) {
    if (match.index !== at) return null;
    at += match[0].length;
    const [, closing, name, attributes = '', alone, text] = match;
    if (text !== undefined) {
      if (text.trim() !== '' && open.length === 0) return null;
      if (text.trim() !== '') words.push(plain(text.trim()));
    } else if (closing === '/') {
      if (alone === '/' || open.pop() !== name) return null;
    } else if (name !== undefined) {
      if (open.length === 0) roots += 1;
      if (alone !== '/') open.push(name);
      const named = NAME.exec(attributes);
      words.push(name === 'entry' && named !== null ? plain(named[1] ?? named[2] ?? '') : name);
    }
  }
  return at === xml.length && open.length === 0 && roots === 1 ? { words } : null;
}

function plain(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** The word behind a keyword; null when the keyword is missing or last. */
export function wordAfter({ words }: Request, keyword: string, from = 0): string | null {
  const place = words.indexOf(keyword, from);
  return place === -1 ? null : (words[place + 1] ?? null);
}
