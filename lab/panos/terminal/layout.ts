/** Cells in columns of these widths, a blank between them, none at the end. */
export function columns(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' ')
    .trimEnd();
}

/** `start time                           : Tue Nov 10 16:00:00 2026`, as a session prints its settings. */
export function labelled(label: string, value: string, width: number): string {
  return `${label.padEnd(width)}: ${value}`;
}

export const DIVIDER = '-'.repeat(80);
