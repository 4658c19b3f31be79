import { describe, expect, it } from 'vitest';
import { rasterise } from '../../src/picture/rasterise.ts';
import { pictureOf } from '../report/picture/drawn.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function sizeOf(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('rasterise', () => {
  it('renders a picture as PNG with two pixels a CSS pixel, the same each time', async () => {
    const picture = await pictureOf('return-path-bypass-router-tables', 'paths');
    if (picture === undefined) throw new Error('nothing was drawn');

    const [once, again] = [await rasterise(picture), await rasterise(picture)];

    if (!once.ok || !again.ok) throw new Error('nothing was rendered');
    expect([...once.value.subarray(0, 8)]).toEqual(SIGNATURE);
    expect(sizeOf(once.value)).toEqual([720, picture.height * 2]);
    expect(Buffer.compare(once.value, again.value)).toBe(0);
  });

  it('draws letters: the same drawing without its texts is another image', async () => {
    const frame = (text: string) => ({
      svg: `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" font-family="sans-serif">${text}</svg>`,
      width: 100,
      height: 40,
    });

    const [lettered, empty] = [await rasterise(frame('<text x="5" y="25">FW-A</text>')), await rasterise(frame(''))];

    expect(lettered.ok && empty.ok && lettered.value.length > empty.value.length).toBe(true);
  });

  it.each([
    [
      'too large',
      { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', width: 360, height: 100_000 },
      'picture.too-large',
    ],
    ['no drawing', { svg: 'hello', width: 10, height: 10 }, 'picture.unrenderable'],
  ])('refuses what is %s', async (_, drawn, code) => {
    const rendered = await rasterise(drawn);

    expect(rendered.ok ? null : rendered.error.code).toBe(code);
  });
});
