import type { ReactNode } from 'react';
import { isObject } from '../../blocks/finder.ts';
import type { Block } from '../../model.ts';
import { RichText } from '../text/rich-text.tsx';

/** A table: its first row is the heading. Wide ones scroll inside their own frame. */
export function TableBlock({ block }: { readonly block: Block }): ReactNode {
  const [head = [], ...rows] = Array.isArray(block.rows) ? block.rows.filter(Array.isArray) : [];
  return (
    <div className="table-frame">
      <table>
        <thead>
          <tr>
            {cells(head, (cell, key) => (
              <th key={key}>{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <tr key={index}>
              {cells(row, (cell, key) => (
                <td key={key}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cells(row: readonly unknown[], show: (cell: ReactNode, key: number) => ReactNode): ReactNode {
  return row.map((cell, index) => show(cellBody(cell), index));
}

function cellBody(cell: unknown): ReactNode {
  if (!isObject(cell)) return null;
  if (cell.type === 'rich_text') return <RichText block={cell} />;
  return String(cell.text ?? cell.value ?? '');
}
