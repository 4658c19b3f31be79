import { type ReactNode, useRef, useState } from 'react';
import { COMPOSER_TEXT } from '../limits.ts';
import type { PageChannel } from '../page-state.ts';
import { type Action, usePage } from './acting.ts';
import { Icon } from './icon.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { completed, suggest } from './suggestions.ts';

interface ComposerProps {
  readonly channel: PageChannel;
  readonly threadTs?: string;
  readonly testId: string;
  readonly sendTestId: string;
}

interface Attached {
  readonly id: string;
  readonly name: string;
}

/** Where a person writes. Enter sends; a first word with a slash is a command; a long paste will be a snippet. */
export function Composer({ channel, threadTs, testId, sendTestId }: ComposerProps): ReactNode {
  const { state, act, upload } = usePage();
  const [text, setText] = useState('');
  const [code, setCode] = useState(false);
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [picked, setPicked] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const suggestions = dismissed || code ? [] : suggest(text, state);
  const canSend = text.trim() !== '' || files.length > 0;

  async function send(): Promise<void> {
    if (!canSend) return;
    const before = { text, files, code };
    setText('');
    setFiles([]);
    setCode(false);
    const done = await act(actionFor(channel.id, threadTs, before));
    if (done !== undefined) return;
    setText(before.text);
    setFiles(before.files);
  }

  async function attach(chosen: readonly File[]): Promise<void> {
    for (const file of chosen) {
      const id = await upload(file);
      if (id !== undefined) setFiles((known) => [...known, { id, name: file.name }]);
    }
    area.current?.focus();
  }

  function complete(index: number): void {
    const chosen = suggestions[index];
    if (chosen) setText(completed(text, chosen));
    setPicked(0);
    area.current?.focus();
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (suggestions.length > 0 && handleSuggestionKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send();
  }

  function handleSuggestionKey({ key }: React.KeyboardEvent): boolean {
    if (key === 'ArrowDown') setPicked((picked + 1) % suggestions.length);
    else if (key === 'ArrowUp') setPicked((picked + suggestions.length - 1) % suggestions.length);
    else if (key === 'Tab' || key === 'Enter') complete(Math.min(picked, suggestions.length - 1));
    else if (key === 'Escape') setDismissed(true);
    else return false;
    return true;
  }

  const where = threadTs === undefined ? (channel.kind === 'im' ? channel.name : `#${channel.name}`) : 'the thread';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file here is a second way; the button is the first
    <div
      className="composer"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void attach([...event.dataTransfer.files]);
      }}
    >
      <SuggestionList suggestions={suggestions} picked={picked} onPick={complete} />
      <textarea
        ref={area}
        data-testid={testId}
        className={code ? 'composer-code' : undefined}
        aria-label={`Message ${where}`}
        placeholder={`Message ${where}`}
        rows={Math.min(12, Math.max(code ? 4 : 2, text.split('\n').length))}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setDismissed(false);
        }}
        onKeyDown={onKeyDown}
      />
      {files.length > 0 && (
        <ul className="attached">
          {files.map(({ id, name }) => (
            <li key={id}>
              <Icon name="attach" /> {name}
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${name}`}
                onClick={() => setFiles(files.filter((file) => file.id !== id))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <footer>
        <button
          type="button"
          className="tool"
          title="Attach a file"
          aria-label="Attach a file"
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" />
        </button>
        <button
          type="button"
          className="tool tool-code"
          title="Send as a code block"
          aria-label="Send as a code block"
          aria-pressed={code}
          onClick={() => setCode(!code)}
        >
          <Icon name="code" />
        </button>
        {threadTs === undefined && <GlobalShortcuts />}
        <span className="composer-hint">
          {text.length > COMPOSER_TEXT ? `${text.length} characters: this will be sent as a text snippet` : ''}
        </span>
        <button
          type="button"
          className="button button-primary"
          data-testid={sendTestId}
          disabled={!canSend}
          onClick={() => void send()}
        >
          Send
        </button>
      </footer>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-testid={`${testId}-file`}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

/** The app's shortcuts that need no message. */
function GlobalShortcuts(): ReactNode {
  const { state, act } = usePage();
  return state.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ callbackId, name }) => (
      <button
        key={callbackId}
        type="button"
        className="tool tool-named"
        onClick={() => void act({ do: 'shortcut', callbackId })}
      >
        <Icon name="bolt" /> {name}
      </button>
    ));
}

interface Written {
  readonly text: string;
  readonly code: boolean;
  readonly files: readonly Attached[];
}

function actionFor(channel: string, threadTs: string | undefined, { text, code, files }: Written): Action {
  const [, command, rest = ''] = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? [];
  if (command !== undefined && !code && files.length === 0) {
    return { do: 'command', channel, threadTs, command, text: rest };
  }
  return { do: 'say', channel, threadTs, text, preformatted: code, fileIds: files.map(({ id }) => id) };
}
