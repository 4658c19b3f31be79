import { type Paint, paintFor } from './paint.ts';
import { printable } from './printable.ts';
import { wrap } from './wrap.ts';

type Style = (text: string) => string;

/** Lines of a terminal page, filled from top to bottom. */
export interface Sheet {
  readonly paint: Paint;
  /** Wrapped text; `prefix` (plain, already aligned) leads the first line and its width indents the others. */
  readonly text: (prefix: string, value: string, style?: Style, prefixStyle?: Style) => void;
  /** One line that is never wrapped: a quote or a command to copy. */
  readonly whole: (prefix: string, value: string, style?: Style) => void;
  /** A section title after a blank line; `aside` is said beside it. */
  readonly heading: (title: string, aside?: string) => void;
  readonly gap: () => void;
  readonly toString: () => string;
}

/** An empty page. `width` is in columns; each character counts as one. */
export function sheet(options: { readonly colour: boolean; readonly width: number }): Sheet {
  const paint = paintFor(options.colour);
  const lines: string[] = [];
  const gap = (): void => {
    if (lines.length > 0) lines.push('');
  };
  return {
    paint,
    gap,
    text(prefix, value, style = paint.plain, prefixStyle = paint.plain) {
      const indent = ' '.repeat(prefix.length);
      wrap(printable(value), Math.max(20, options.width - prefix.length)).forEach((part, index) => {
        lines.push(index === 0 ? `${prefixStyle(prefix)}${style(part)}` : `${indent}${style(part)}`);
      });
    },
    whole(prefix, value, style = paint.plain) {
      lines.push(`${prefix}${style(value)}`);
    },
    heading(title, aside) {
      gap();
      const beside = aside === undefined ? '' : ` ${paint.dim(`· ${aside}`)}`;
      lines.push(`${paint.bold(title)}${beside}`);
    },
    toString: () => `${lines.map((line) => line.trimEnd()).join('\n')}\n`,
  };
}
