import type { CatalogueEntry, CatalogueSection } from './catalogue/entry.ts';
import { CATALOGUE } from './catalogue.ts';

const HEAD = `# What Roundtrip reads

Paste it, upload it, or give it to \`roundtrip analyze\`. Several outputs and several devices in one text are fine; keep
the prompt lines, they tell who was asked what. PAN-OS replies are read as text and as XML of the API alike. Each row
links to an example. What is not in these tables is counted and shown as unread, never guessed at.
`;

/** docs/evidence.md as Markdown, made from the catalogue. */
export function cataloguePage(): string {
  return `${[HEAD, ...CATALOGUE.map(section)].join('\n')}`;
}

function section({ title, entries }: CatalogueSection): string {
  const rows = entries.map(row);
  return [`## ${title}`, '', '| from | shows | kind |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function row({ kind, from, shows, example }: CatalogueEntry): string {
  return `| \`${from.replaceAll('|', '\\|')}\` | ${shows} | [${kind}](../test/fixtures/${example}) |`;
}
