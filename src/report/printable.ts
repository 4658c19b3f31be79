const PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = '␡';

/** Marks that change how text around them is ordered or that cannot be seen: a name could hide behind them. */
const UNSEEN: readonly (readonly [number, number])[] = [
  [0x80, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

/**
 * Device text on one line that cannot command a terminal: control characters become their pictures (`␛`),
 * invisible and reordering ones their code (`\u{202e}`), a line end ` ⏎ `, a tab one space.
 */
export function printable(text: string): string {
  let shown = '';
  for (const character of text.replace(/\r?\n/g, ' ⏎ ')) shown += picture(character);
  return shown;
}

function picture(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point === 0x09) return ' ';
  if (point < 0x20) return String.fromCodePoint(PICTURES + point);
  if (point === DELETE) return DELETE_PICTURE;
  if (UNSEEN.some(([from, to]) => point >= from && point <= to)) return `\\u{${point.toString(16)}}`;
  return character;
}
