import { expect, it, vi } from 'vitest';
import { rasterise } from '../../src/picture/rasterise.ts';

let tries = 0;
vi.mock('@resvg/resvg-wasm', async (original) => {
  const real = await original<typeof import('@resvg/resvg-wasm')>();
  return {
    ...real,
    initWasm: async (module: Parameters<typeof real.initWasm>[0]) => {
      tries += 1;
      if (tries === 1) throw new Error('no memory just now');
      await real.initWasm(module);
    },
  };
});

it('tries to load its renderer again after a failure, and loads it once', async () => {
  const drawn = { svg: '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', width: 10, height: 10 };

  const refused = await rasterise(drawn);
  const rendered = await Promise.all([rasterise(drawn), rasterise(drawn)]);

  expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining('no memory just now') } });
  expect(rendered.map(({ ok }) => ok)).toEqual([true, true]);
  expect(tries).toBe(2);
});
