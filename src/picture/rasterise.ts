import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { fail, ok, type Result } from '../model/result.ts';

/** What is drawn, with its size in CSS pixels. */
export interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Renders a drawing as PNG. Resolves to a problem when it is too large or cannot be rendered; never rejects for those. */
export type Rasterise = (drawn: Drawn) => Promise<Result<Uint8Array>>;

/** Screens of phones have at least two pixels a CSS pixel. */
const SCALE = 2;
/** In CSS pixels; 16 million pixels of PNG in all. */
const MOST = { width: 1000, height: 4400, characters: 1_000_000 } as const;

/** Loads when it is first asked, and once; what could not be loaded is tried again the next time. */
function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

const renderer = once(async () => {
  await initWasm(await readFile(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
});

const fonts = once(() => {
  const files = [
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
  ];
  return Promise.all(files.map((file) => readFile(new URL(file))));
});

/** Renders with two fonts of its own, so that a picture is the same on every machine. What it needs is loaded once. */
export const rasterise: Rasterise = async ({ svg, width, height }) => {
  if (width > MOST.width || height > MOST.height || svg.length > MOST.characters) return fail(TOO_LARGE);
  try {
    await renderer();
    return ok(render(svg, await fonts()));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail({ code: 'picture.unrenderable', message: `The picture could not be rendered: ${why}.` });
  }
};

const TOO_LARGE = { code: 'picture.too-large', message: 'The picture is too large to be rendered.' };

function render(svg: string, fonts: readonly Uint8Array[]): Uint8Array {
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontBuffers: [...fonts], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans Condensed' },
  });
  try {
    const image = resvg.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    resvg.free();
  }
}
