import { memo, type ReactNode, useMemo, useState } from 'react';
import type { Input } from '../interact/element-values.ts';
import type { PageMessage } from '../page-state.ts';
import { usePage } from './acting.ts';
import { Avatar } from './avatar.tsx';
import { MessageBody } from './blocks/block-list.tsx';
import { type Host, HostContext } from './blocks/host.ts';
import { EditBox } from './edit-box.tsx';
import { FileCard } from './file-card.tsx';
import { MessageTools } from './message-tools.tsx';
import { Emoji } from './text/parts.tsx';
import { clockTime } from './time.ts';

interface MessageRowProps {
  readonly message: PageMessage;
  readonly inThread: boolean;
  /** Whether it stands under the name of the message before it. */
  readonly follows: boolean;
}

/** One message with all that belongs to it. */
export const MessageRow = memo(function MessageRow({ message, inThread, follows }: MessageRowProps): ReactNode {
  const { state } = usePage();
  const [editing, setEditing] = useState(false);
  const host = useMessageHost(message);
  const author = state.people.find(({ id }) => id === message.user);
  const mine = message.user === state.me && message.kind === 'message';
  const name = message.kind === 'slackbot' ? 'Slackbot' : (author?.realName ?? message.user);
  return (
    <article
      className={`message message-${message.kind}${follows ? ' message-follows' : ''}`}
      data-testid={testId(message, inThread)}
      aria-label={`${name} at ${clockTime(message.ts)}`}
    >
      <div className="message-side">
        {follows ? (
          <time>{clockTime(message.ts)}</time>
        ) : (
          <Avatar id={message.kind === 'slackbot' ? '' : message.user} />
        )}
      </div>
      <div className="message-main">
        {!follows && (
          <header>
            <strong>{name}</strong>
            {author?.isBot === true && message.kind !== 'slackbot' && <span className="app-badge">APP</span>}
            <time>{clockTime(message.ts)}</time>
          </header>
        )}
        {(message.kind === 'ephemeral' || message.kind === 'slackbot') && (
          <p className="only-you">Only visible to you</p>
        )}
        {editing ? (
          <EditBox message={message} onDone={() => setEditing(false)} />
        ) : (
          <HostContext value={host}>
            <MessageBody blocks={message.blocks} text={message.text} />
          </HostContext>
        )}
        {message.edited && message.kind === 'message' && <span className="edited">(edited)</span>}
        {message.files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        <Reactions message={message} />
        {!inThread && message.replies > 0 && <RepliesLink message={message} />}
      </div>
      {(message.kind === 'message' || message.kind === 'tombstone') && (
        <MessageTools message={message} mine={mine} inThread={inThread} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
});

/** A parent and a broadcast reply stand in the channel as well; there they have the plain name. */
function testId({ ts, threadTs, broadcast }: PageMessage, inThread: boolean): string {
  const standsTwice = inThread && (threadTs === null || broadcast);
  return `${standsTwice ? 'thread-' : ''}message-${ts}`;
}

/** Clicks in a message go to the app with the channel and ts; choices stay as the person made them. */
function useMessageHost({ channel, ts }: PageMessage): Host {
  const { act } = usePage();
  const [chosen, setChosen] = useState<Readonly<Record<string, Input>>>({});
  return useMemo(
    () => ({
      errors: {},
      held: (blockId, actionId) => chosen[`${blockId} ${actionId}`],
      hold: (blockId, actionId, value) => setChosen((held) => ({ ...held, [`${blockId} ${actionId}`]: value })),
      async tell(blockId, actionId, value) {
        await act({ do: 'click', channel, messageTs: ts, blockId, actionId, value: readonlyOut(value) });
      },
    }),
    [act, channel, ts, chosen],
  );
}

function readonlyOut(value: Input | undefined): string | string[] | undefined {
  return value === undefined || typeof value === 'string' ? value : [...value];
}

function Reactions({ message }: { readonly message: PageMessage }): ReactNode {
  const { state, act } = usePage();
  if (message.reactions.length === 0) return null;
  return (
    <div className="reactions">
      {message.reactions.map(({ name, users }) => {
        const who = users.map((id) => state.people.find((person) => person.id === id)?.realName ?? id).join(', ');
        const { channel, ts } = message;
        return (
          <button
            key={name}
            type="button"
            title={who}
            aria-pressed={users.includes(state.me)}
            onClick={() => void act({ do: 'react', channel, messageTs: ts, name })}
          >
            <Emoji name={name} /> {users.length}
          </button>
        );
      })}
    </div>
  );
}

function RepliesLink({ message }: { readonly message: PageMessage }): ReactNode {
  const { openThread } = usePage();
  return (
    <button type="button" className="replies" onClick={() => openThread(message.channel, message.ts)}>
      {message.repliers.slice(0, 4).map((id) => (
        <Avatar key={id} id={id} small />
      ))}
      <span className="replies-count">{message.replies === 1 ? '1 reply' : `${message.replies} replies`}</span>
      {message.latestReply !== null && <span className="replies-last">Last at {clockTime(message.latestReply)}</span>}
    </button>
  );
}
