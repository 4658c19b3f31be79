import type { Path } from './walk.ts';
import type { Direction } from './ways.ts';

const SHOWN = 3;
const UNKNOWN = '…';

/** One way, hop by hop: `app1 → R2 → FW-A → 10.20.30.41`. What is not shown is said so. */
export function pathText(path: Path): string {
  const names = path.views.map(({ name }) => name);
  return [...names, ...tail(path)].join(' → ');
}

function tail({ end, missing }: Path): readonly string[] {
  if (end === 'missing') return [missing === null ? UNKNOWN : `${missing} (not shown)`];
  return end === 'dropped' ? ['nowhere'] : [];
}

/** All ways of a direction in one short text, from its sender to its receiver; null when there is none. */
export function directionText({ trip, start, paths }: Direction): string | null {
  if (paths.length === 0) return null;
  const texts = [
    ...new Set(
      paths.map((path) =>
        [pathText(path), ...(path.end === 'delivered' ? [trip.names[0] ?? trip.to] : [])].join(' → '),
      ),
    ),
  ];
  const more = texts.length > SHOWN ? [`and ${texts.length - SHOWN} more`] : [];
  const begin = start === null ? `${UNKNOWN} → ` : `${trip.from} → `;
  return [...texts.slice(0, SHOWN).map((text) => `${begin}${text}`), ...more].join(' | ');
}
