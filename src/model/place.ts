import type { Citation, LineRange } from './evidence.ts';

/** Where a citation stands: `fw-a.txt:14` or `fw-a.txt:14-16`. */
export function placeText({ source, lines: [from, to] }: Pick<Citation, 'source' | 'lines'>): string {
  return `${source}:${rangeText({ from, to })}`;
}

/** Lines as `14` or `14-16`. */
export function rangeText({ from, to }: LineRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** The time of day of a UTC time: `07:14 UTC`, for a line that has no room for the day; other text is given back as it is. */
export function clockText(iso: string): string {
  return timeText(iso).replace(/^\d{4}-\d\d-\d\d /, '');
}

/** A UTC time as people read it: `2026-11-21 07:14 UTC`; other text is given back as it is. */
export function timeText(iso: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(iso);
  return parts === null ? iso : `${parts[1]} ${parts[2]} UTC`;
}
