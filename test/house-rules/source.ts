/** One import, re-export or dynamic import of a module. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?(['"])([^'"\n]+)\2/gm;
/** A file of a package that is found by `import.meta.resolve` is used like one that is imported. */
const DYNAMIC = /\bimport(?:\.meta\.resolve)?\(\s*(['"])([^'"\n]+)\1/g;

/** The modules that a source asks for. A named import in which every name says `type` counts as type-only. */
export function importsOf(source: string): readonly Import[] {
  const code = masked(source, 'comments');
  const found: Import[] = [];
  for (const match of code.matchAll(STATEMENT)) {
    const [whole, type, , specifier] = match;
    const typeOnly = type !== undefined || everyNameIsType(whole);
    if (specifier !== undefined) found.push({ specifier, line: lineAt(code, match.index), typeOnly, dynamic: false });
  }
  for (const match of code.matchAll(DYNAMIC)) {
    const specifier = match[2];
    if (specifier !== undefined)
      found.push({ specifier, line: lineAt(code, match.index), typeOnly: false, dynamic: true });
  }
  return found;
}

function everyNameIsType(statement: string): boolean {
  const names = /^\s*(?:import|export)\s*\{([^}]*)\}/.exec(statement)?.[1];
  if (names === undefined) return false;
  const listed = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return listed.length > 0 && listed.every((name) => name.startsWith('type '));
}

function lineAt(text: string, index: number): number {
  const leading = /^\s*/.exec(text.slice(index))?.[0].length ?? 0;
  return text.slice(0, index + leading).split('\n').length;
}

/** The npm package of a specifier, or null for a relative path, a `node:` module or a virtual module. */
export function packageOf(specifier: string): string | null {
  if (/^(?:\.|\/|node:|virtual:)/.test(specifier)) return null;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? null);
}

/** One token of a source: a comment, a string, a part of a template, a regular expression, or a sign of code. */
interface Token {
  readonly kind: 'comment' | 'text' | 'regex' | 'code';
  readonly text: string;
  readonly at: number;
}

/** A regular expression literal, as written. */
export interface RegexLiteral {
  readonly pattern: string;
  readonly flags: string;
  readonly line: number;
}

/** The regular expressions that a source writes as literals. */
export function regexesOf(source: string): readonly RegexLiteral[] {
  return tokensOf(source).flatMap(({ kind, text, at }) => {
    if (kind !== 'regex') return [];
    const flags = /^[a-z]*/.exec(source.slice(at + text.length))?.[0] ?? '';
    return [{ pattern: text.slice(1, -1), flags, line: source.slice(0, at).split('\n').length }];
  });
}

/**
 * The source with its comments (and, when asked, the text of its strings and regular expressions) blanked out.
 * Line numbers and columns stay. Code inside `${…}` of a template stays code.
 */
export function masked(source: string, what: 'comments' | 'comments-and-strings'): string {
  const blankStrings = what === 'comments-and-strings';
  return tokensOf(source)
    .map(({ kind, text }) => (kind === 'comment' || (kind !== 'code' && blankStrings) ? blank(text) : text))
    .join('');
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const templateDepths: number[] = [];
  let depth = 0;
  let lastCode = '';
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at, at + 2);
    const closesTemplateHole = source[at] === '}' && templateDepths.at(-1) === depth;
    if (closesTemplateHole) templateDepths.pop();
    const end = closesTemplateHole ? templatePartEnd(source, at + 1) : tokenEnd(source, at, lastCode);
    const token = source.slice(at, end);
    const isComment = rest === '//' || rest === '/*';
    const isRegex = !isComment && token.length > 1 && token.startsWith('/');
    const isText = closesTemplateHole || /^['"`]/.test(token) || (token.length > 1 && token.startsWith('/'));
    tokens.push({ kind: isComment ? 'comment' : isRegex ? 'regex' : isText ? 'text' : 'code', text: token, at });
    if (isText && !isComment && token.endsWith('${')) templateDepths.push(depth);
    else if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    if (!isComment && token.trim() !== '') lastCode = `${lastCode}${isText ? '"' : token}`.slice(-8);
    at = end;
  }
  return tokens;
}

const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+>]|\breturn)$/;

function tokenEnd(source: string, at: number, before: string): number {
  const char = source[at];
  if (source.startsWith('//', at)) return indexOrEnd(source, '\n', at);
  if (source.startsWith('/*', at)) return Math.min(source.length, indexOrEnd(source, '*/', at + 2) + 2);
  if (char === "'" || char === '"') return quotedEnd(source, at + 1, char);
  if (char === '`') return templatePartEnd(source, at + 1);
  if (char === '/' && BEFORE_REGEX.test(before)) return regexEnd(source, at + 1);
  return at + 1;
}

function quotedEnd(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === quote || source[at] === '\n') return at + 1;
  }
  return source.length;
}

function templatePartEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '`') return at + 1;
    else if (source.startsWith('${', at)) return at + 2;
  }
  return source.length;
}

function regexEnd(source: string, from: number): number {
  let inClass = false;
  for (let at = from; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (char === '\n') return at;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return at + 1;
  }
  return source.length;
}

function indexOrEnd(source: string, wanted: string, from: number): number {
  const index = source.indexOf(wanted, from);
  return index === -1 ? source.length : index;
}

function blank(token: string): string {
  return token.replace(/[^\n]/g, ' ');
}
