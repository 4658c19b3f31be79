import type { ReactNode } from 'react';
import { usePage } from './acting.ts';

const TINTS = 6;

/** Initials on a colour that stays the same for a person. */
export function Avatar({ id, small = false }: { readonly id: string; readonly small?: boolean }): ReactNode {
  const { state } = usePage();
  const place = state.people.findIndex((known) => known.id === id);
  const person = state.people[place];
  const initials = (person?.realName ?? 'Slackbot')
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);
  const tint = person === undefined ? 'system' : person.isBot ? 'app' : String(place % TINTS);
  return (
    <span className={`avatar avatar-${tint}${small ? ' avatar-small' : ''}`} aria-hidden="true">
      {initials}
    </span>
  );
}
