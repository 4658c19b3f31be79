import { printable } from './printable.ts';

/** Puts text on a terminal: always made printable, coloured only when asked. */
export interface Paint {
  readonly plain: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** SGR codes of ECMA-48. */
const SGR = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export function paintFor(colour: boolean): Paint {
  const sgr = (code: number) => (text: string) =>
    colour ? `\u001b[${code}m${printable(text)}\u001b[0m` : printable(text);
  return {
    plain: printable,
    bold: sgr(SGR.bold),
    dim: sgr(SGR.dim),
    red: sgr(SGR.red),
    green: sgr(SGR.green),
    yellow: sgr(SGR.yellow),
    cyan: sgr(SGR.cyan),
  };
}
