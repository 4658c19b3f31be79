import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../model/result.ts';
import type { Triage } from '../model/triage.ts';
import { rasterise } from '../picture/rasterise.ts';
import { type Picture, picturesOf } from '../report/picture/index.ts';

/**
 * Writes every picture of a case into a folder, which is made when it is not there: `paths.svg`, `paths.png`, … Gives what
 * to tell the person, a line each, or why a file could not be written. What cannot be rendered has its SVG alone.
 */
export async function writePictures(told: Triage, folder: string): Promise<Result<readonly string[]>> {
  const pictures = picturesOf(told);
  if (pictures.length === 0) return ok(['there is nothing to draw yet: no way, no handshake and no growth is shown']);
  try {
    await mkdir(folder, { recursive: true });
    const said: string[] = [];
    for (const picture of pictures) said.push(...(await writeOne(picture, folder)));
    return ok(said);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'it cannot be written';
    return fail({ code: 'pictures.unwritable', where: folder, message, todo: 'Name a folder that you may write to.' });
  }
}

async function writeOne(picture: Picture, folder: string): Promise<readonly string[]> {
  const [svg, png] = [join(folder, `${picture.id}.svg`), join(folder, `${picture.id}.png`)];
  await writeFile(svg, picture.svg);
  const rendered = await rasterise(picture);
  if (!rendered.ok) return [`${svg}: ${picture.title}`, rendered.error.message];
  await writeFile(png, rendered.value);
  return [`${svg} and ${png}: ${picture.title}`];
}
