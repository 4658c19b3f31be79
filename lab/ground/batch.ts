const IP = /^ip((?: -[46])?) ([a-z].*)$/;
const NFT = /^nft ([a-z'].*)$/;
const QUOTED = /'[^']*'/g;
const SHELL = /[;|&$`<>"'\\()*?]/;

type Runner = 'ip -batch -' | 'ip -4 -batch -' | 'ip -6 -batch -' | 'nft -f -';

interface Part {
  readonly runner: Runner | null;
  readonly lines: readonly string[];
}

/**
 * Shell lines as a script with fewer processes: runs of plain `ip` and `nft` lines become one batch each; what needs
 * the shell (pipes, variables, double quotes) stays a line. The order is kept.
 */
export function batched(lines: readonly string[]): string {
  const parts: Part[] = [];
  for (const line of lines) {
    const { runner, text } = read(line);
    const last = parts.at(-1);
    if (last !== undefined && last.runner === runner)
      parts[parts.length - 1] = { runner, lines: [...last.lines, text] };
    else parts.push({ runner, lines: [text] });
  }
  return parts.map(written).join('\n');
}

function read(line: string): { readonly runner: Runner | null; readonly text: string } {
  const trimmed = line.trim();
  const [, family = '', words] = IP.exec(trimmed) ?? [];
  if (words !== undefined && !SHELL.test(words)) return { runner: ipRunner(family.trim()), text: words };
  const [, statement] = NFT.exec(trimmed) ?? [];
  if (statement !== undefined && !SHELL.test(statement.replace(QUOTED, '')) && !/[$`\\]/.test(statement)) {
    return { runner: 'nft -f -', text: statement.replaceAll("'", '') };
  }
  return { runner: null, text: trimmed };
}

function ipRunner(family: string): Runner {
  if (family === '-4') return 'ip -4 -batch -';
  return family === '-6' ? 'ip -6 -batch -' : 'ip -batch -';
}

function written({ runner, lines }: Part): string {
  return runner === null ? lines.join('\n') : `${runner} <<'END_OF_BATCH'\n${lines.join('\n')}\nEND_OF_BATCH`;
}
