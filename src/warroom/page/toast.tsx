import { type ReactNode, useEffect } from 'react';
import { Icon } from './icon.tsx';

const SHOWN_MS = 8000;

/** Tells the person why something did not happen. */
export function Toast({ words, onDone }: { readonly words: string; onDone(): void }): ReactNode {
  useEffect(() => {
    if (words === '') return;
    const timer = setTimeout(onDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words, onDone]);
  return (
    <div className="toast-place" role="alert">
      {words !== '' && (
        <div className="toast">
          {words}
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={onDone}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
