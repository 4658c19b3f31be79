import { describe, expect, it } from 'vitest';
import type { Course, Scene, Station } from '../../../src/model/scene.ts';
import { altText, type Picture, picturesOf } from '../../../src/report/picture/index.ts';
import { elementsOf, textsOf } from './drawn.ts';

const BAD = `</text><script>alert(1)</script>&amp;"'\u202e\u0000\u001b[31m\ud800<!--]]>`;
const LONG = 'core-'.repeat(5000);

function draw(...scenes: readonly Scene[]): readonly Picture[] {
  return picturesOf({ flow: null, scenes, blastRadius: null });
}

function only(scene: Scene): Picture {
  const [picture] = draw(scene);
  if (picture === undefined) throw new Error('nothing was drawn');
  return picture;
}

function ways(name: (index: number) => string, hops: number): Scene {
  const stations = (from: string, to: string): readonly Station[] => [
    { kind: 'end', name: from, note: null },
    ...Array.from({ length: hops }, (_, index): Station => ({ kind: 'device', name: name(index), note: name(index) })),
    { kind: 'end', name: to, note: null },
  ];
  const course = (from: string, to: string): Course => ({
    stations: stations(from, to),
    by: 'tables',
    end: 'arrives',
    why: null,
    others: 0,
  });
  const [client, server] = [name(-1), name(-2)];
  const [forward, back] = [course(client, server), course(server, client)];
  return { kind: 'paths', forward, back, part: 'seen', partAt: name(0), unanswered: [name(1)], sources: [name(2)] };
}

function ladder(name: string, places: number): Scene {
  const vantages = Array.from({ length: places }, () => ({ name, place: null }));
  const sightings = vantages.map(
    (_, vantage) => ({ vantage, reading: 'seen', count: 1e12, first: 0, last: 1e15 }) as const,
  );
  const rungs = [{ message: 'SYN', direction: 'c2s', sightings }] as const;
  return { kind: 'handshake', protocol: 'tcp', client: name, server: name, vantages, rungs, sources: [name] };
}

function growth(observer: string, count: number): Scene {
  const readings = Array.from({ length: count }, (_, at) => ({ at: observer, c2s: at * 1e12, s2c: 0 }));
  return { kind: 'growth', observer, session: 1, readings, sources: Array.from({ length: count }, () => observer) };
}

describe('names from devices', () => {
  it.each([
    ['the ways', ways(() => BAD, 3)],
    ['the ladder', ladder(BAD, 2)],
    ['the growth', growth(BAD, 2)],
  ])('cannot break out of the drawing of %s', (_, scene) => {
    const { svg, twin } = only(scene);
    const names = new Set(elementsOf(svg).map(({ name }) => name));

    expect(
      [...names].filter((name) => !['svg', 'title', 'desc', 'rect', 'path', 'circle', 'text'].includes(name)),
    ).toEqual([]);
    for (const character of ['\u0000', '\u001b', '\u202e', '\ud800'])
      expect(svg + twin.join('')).not.toContain(character);
  });

  it('of any length are cut with an ellipsis, in the drawing and in its description', () => {
    const picture = only(ways((index) => `${LONG}${index}`, 2));

    for (const text of textsOf(picture.svg)) expect(text.length).toBeLessThan(80);
    expect(textsOf(picture.svg).some((text) => text.endsWith('…'))).toBe(true);
    expect(altText(picture).length).toBeLessThanOrEqual(1000);
    expect(picture.svg.length).toBeLessThan(60_000);
  });
});

describe('a case of any size', () => {
  it('draws twelve stations of a way and counts the others', () => {
    const picture = only(ways((index) => `hop-${index}`, 400));

    expect(picture.height).toBeLessThan(2400);
    expect(picture.twin[1]).toContain('hop-3 (hop-3) → 392 more → hop-396 (hop-396)');
    expect(textsOf(picture.svg)).toContain('392 more');
  });

  it('draws four places of capture and names no more', () => {
    const picture = only(ladder('span', 50));

    expect(textsOf(picture.svg)).toContain('… 46 more');
    expect(picture.twin).toContain('46 more places of capture are not drawn.');
  });

  it('draws the first reading and the latest five', () => {
    const picture = only(growth('FW', 500));

    expect(textsOf(picture.svg).filter((text) => text.includes(' bytes'))).toHaveLength(12);
    expect(picture.twin).toContain('494 more readings are not drawn.');
  });

  it('has at most one picture of a kind', () => {
    expect(draw(growth('FW-A', 2), growth('FW-B', 2)).map(({ title }) => title)).toEqual([
      'Requests grow at FW-A, replies stand still',
    ]);
  });
});
