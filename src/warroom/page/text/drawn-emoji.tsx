import type { ReactNode } from 'react';

/** Fills of the round ones. */
const DISCS: Readonly<Record<string, string>> = {
  red_circle: '#d5392f',
  large_orange_circle: '#e8862a',
  large_yellow_circle: '#edc02f',
  large_green_circle: '#3f9f57',
  large_blue_circle: '#3b7fd0',
  white_circle: '#e4e8eb',
  black_circle: '#30373c',
};

/** The ones a finding leans on, drawn: their meaning must not depend on an emoji font being there. */
const DRAWN: Readonly<Record<string, ReactNode>> = {
  white_check_mark: (
    <>
      <rect x="2" y="2" width="20" height="20" rx="4" fill="#3f9f57" />
      <path d="m6.5 12.5 4 4 7.5-9" fill="none" stroke="#fff" strokeWidth="3" />
    </>
  ),
  heavy_check_mark: <path d="m4 13 5.5 5.5L20 5" fill="none" stroke="#2f7d45" strokeWidth="4" />,
  ballot_box_with_check: (
    <>
      <rect x="3" y="3" width="18" height="18" rx="3" fill="#fff" stroke="#545d66" strokeWidth="2" />
      <path d="m7 12.5 3.5 3.5L17 8" fill="none" stroke="#2f7d45" strokeWidth="3" />
    </>
  ),
  white_large_square: <rect x="3" y="3" width="18" height="18" rx="3" fill="#fff" stroke="#87919a" strokeWidth="2" />,
  x: <path d="m5 5 14 14M19 5 5 19" fill="none" stroke="#d5392f" strokeWidth="4.5" />,
  warning: (
    <>
      <path d="M12 2.5 23 21.5H1z" fill="#edc02f" />
      <path d="M12 9v6m0 2.5V19" stroke="#30373c" strokeWidth="2.4" />
    </>
  ),
  no_entry: (
    <>
      <circle cx="12" cy="12" r="10.5" fill="#d5392f" />
      <path d="M6 12h12" stroke="#fff" strokeWidth="4" />
    </>
  ),
  eyes: (
    <>
      <ellipse cx="7" cy="12" rx="5" ry="8" fill="#fff" stroke="#545d66" strokeWidth="1.6" />
      <ellipse cx="17" cy="12" rx="5" ry="8" fill="#fff" stroke="#545d66" strokeWidth="1.6" />
      <circle cx="5.6" cy="13" r="2.7" fill="#30373c" />
      <circle cx="15.6" cy="13" r="2.7" fill="#30373c" />
    </>
  ),
  mag: (
    <>
      <circle cx="10" cy="10" r="6.5" fill="#dcebf7" stroke="#545d66" strokeWidth="2.4" />
      <path d="m15 15 6.5 6.5" stroke="#545d66" strokeWidth="3.4" />
    </>
  ),
  hourglass_flowing_sand: (
    <>
      <path d="M5 2h14M5 22h14" stroke="#545d66" strokeWidth="2.6" />
      <path d="M7 3c0 6 4 6 4 9s-4 3-4 9h10c0-6-4-6-4-9s4-3 4-9z" fill="#f4dfae" stroke="#545d66" strokeWidth="1.6" />
    </>
  ),
};

/** A drawing for this name, or undefined when the machine's own font has to do. */
export function drawnEmoji(name: string): ReactNode | undefined {
  const fill = DISCS[name];
  const inside = fill === undefined ? DRAWN[name] : <circle cx="12" cy="12" r="10" fill={fill} />;
  return (
    inside && (
      <svg viewBox="0 0 24 24" aria-hidden="true">
        {inside}
      </svg>
    )
  );
}
