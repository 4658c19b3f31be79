import type { HostTableName } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const ROW = /^(?<number>\d{1,10}|0x[\da-f]{1,8})\s+(?<name>[^\s#]{1,64})(?:\s*#.*)?$/i;

function nameFrom(block: Block, line: Line): HostTableName | null {
  const cells = line.text.length > 300 ? undefined : ROW.exec(line.text.trim())?.groups;
  if (cells?.number === undefined || cells.name === undefined) return null;
  return { kind: 'host-table-name', at: cite(block.source, [line]), number: Number(cells.number), name: cells.name };
}

/** `/etc/iproute2/rt_tables`: the names of routing tables. */
export const tableNames: TextParser = {
  kind: 'routing-table-names',
  commands: /^(?:sudo )?(?:cat|head|tail|grep|more|less) [^|;&]*\/rt_tables\b/,
  looksLike: (block) => worded(block.lines).some((line) => /^\s*255\s+local\s*$/.test(line.text)),
  read(block: Block): Reading {
    const facts: HostTableName[] = [];
    const read = new Set<number>();
    for (const line of worded(block.lines)) {
      const name = nameFrom(block, line);
      if (name !== null) facts.push(name);
      if (name !== null || line.text.trimStart().startsWith('#')) read.add(line.number);
    }
    return { facts, read };
  },
};
