import type { ReactNode } from 'react';
import type { PageMessage } from '../page-state.ts';
import { usePage } from './acting.ts';
import { Icon } from './icon.tsx';
import { Menu, type MenuItem } from './menu.tsx';
import { Emoji } from './text/parts.tsx';

const QUICK = ['eyes', 'white_check_mark', 'warning'];

interface MessageToolsProps {
  readonly message: PageMessage;
  readonly mine: boolean;
  readonly inThread: boolean;
  onEdit(): void;
}

/** What can be done with a message; shown when it is pointed at or holds the keyboard focus. */
export function MessageTools({ message, mine, inThread, onEdit }: MessageToolsProps): ReactNode {
  const { state, act, openThread } = usePage();
  const { channel, ts } = message;
  if (message.kind === 'tombstone' && inThread) return null;
  const shortcuts: MenuItem[] = state.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ callbackId, name }) => ({
      label: name,
      run: () => void act({ do: 'shortcut', callbackId, channel, messageTs: ts }),
    }));
  const own: MenuItem[] = [
    { label: 'Edit message', run: onEdit },
    { label: 'Delete message', run: () => void act({ do: 'remove', channel, messageTs: ts }) },
  ];
  const items = [...shortcuts, ...(mine ? own : [])];
  return (
    <div className="tools" role="toolbar" aria-label="Message actions">
      {QUICK.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={`React with ${name.replaceAll('_', ' ')}`}
          onClick={() => void act({ do: 'react', channel, messageTs: ts, name })}
        >
          <Emoji name={name} />
        </button>
      ))}
      {!inThread && (
        <button
          type="button"
          data-testid={`reply-${ts}`}
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread(channel, message.threadTs ?? ts)}
        >
          <Icon name="reply" />
        </button>
      )}
      {items.length > 0 && <Menu label="More actions" className="tool" items={items} />}
    </div>
  );
}
