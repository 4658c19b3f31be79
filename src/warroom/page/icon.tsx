import type { ReactNode } from 'react';

/** Line drawings on a 24-unit square, so that the page looks the same on machines without an emoji font. */
const PATHS = {
  attach: 'M8 12.5 14.6 6a3 3 0 0 1 4.3 4.3l-8.5 8.4a5 5 0 0 1-7-7l7.8-7.9',
  code: 'm8 7-5 5 5 5m8-10 5 5-5 5',
  reply: 'M4 5h16v11H11l-5 4v-4H4z',
  file: 'M6 3h8l5 5v13H6zm8 0v5h5M9 13h7m-7 4h7',
  package: 'M4 8l8-4 8 4v8l-8 4-8-4zm0 0 8 4 8-4m-8 4v8',
  close: 'm6 6 12 12M18 6 6 18',
  lock: 'M6 11h12v9H6zm3 0V8a3 3 0 0 1 6 0v3',
  bolt: 'M13 3 5 14h6l-1 7 8-11h-6z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
