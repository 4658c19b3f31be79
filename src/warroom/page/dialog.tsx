import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly label: string;
  readonly children: ReactNode;
  onClose(): void;
}

/**
 * A modal window. The browser keeps the keyboard inside it, closes it on Escape, and gives the focus back. The first
 * field has the focus, not the closing cross.
 */
export function Dialog({ label, children, onClose }: DialogProps): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('input, textarea, select')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2>{label}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
