import type { ReactNode } from 'react';
import type { Suggestion } from './suggestions.ts';

interface SuggestionListProps {
  readonly suggestions: readonly Suggestion[];
  readonly picked: number;
  onPick(index: number): void;
}

/** What the composer offers, above it. The arrow keys and Tab work from within the text. */
export function SuggestionList({ suggestions, picked, onPick }: SuggestionListProps): ReactNode {
  if (suggestions.length === 0) return null;
  return (
    <ul className="suggestions" aria-label="Suggestions">
      {suggestions.map(({ label, detail }, index) => (
        <li key={label}>
          <button type="button" tabIndex={-1} aria-current={index === picked} onClick={() => onPick(index)}>
            <strong>{label}</strong>
            <span>{detail}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
