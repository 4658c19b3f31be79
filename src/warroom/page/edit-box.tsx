import { type ReactNode, useState } from 'react';
import type { PageMessage } from '../page-state.ts';
import { usePage } from './acting.ts';
import { typedText } from './typed-text.ts';

/** A message of one's own, being changed. Enter saves it, Escape leaves it as it was. */
export function EditBox({ message, onDone }: { readonly message: PageMessage; onDone(): void }): ReactNode {
  const { act, state } = usePage();
  const [text, setText] = useState(() => typedText(message.text, state.people));

  async function save(): Promise<void> {
    const done = await act({ do: 'edit', channel: message.channel, messageTs: message.ts, text });
    if (done !== undefined) onDone();
  }

  return (
    <div className="edit-box">
      <textarea
        aria-label="Edit message"
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit this very text
        autoFocus
        rows={Math.min(12, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          void save();
        }}
      />
      <button type="button" className="button" onClick={onDone}>
        Cancel
      </button>
      <button type="button" className="button button-primary" onClick={() => void save()}>
        Save
      </button>
    </div>
  );
}
