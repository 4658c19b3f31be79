import { Fragment, type ReactNode } from 'react';
import { messageKey, type PageMessage } from '../page-state.ts';
import { useFollowing } from './following.ts';
import { MessageRow } from './message-row.tsx';
import { dayOf } from './time.ts';

/** Messages by one person within this time stand together under one name. */
const TOGETHER_S = 300;
interface MessageListProps {
  readonly messages: readonly PageMessage[];
  readonly inThread: boolean;
  readonly empty: ReactNode;
  readonly after?: ReactNode;
}

/** Messages under their days. It follows the newest one, unless the person has scrolled back to read. */
export function MessageList({ messages, inThread, empty, after }: MessageListProps): ReactNode {
  const { frame, behind, onScroll, onActed, toNewest } = useFollowing(messages.at(-1)?.ts ?? '');
  return (
    <div className="message-frame">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: it only notes that a button in it was used, by whatever means */}
      <div
        ref={frame}
        className="message-list"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={inThread ? 'Thread' : 'Messages'}
        onScroll={onScroll}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('.block')) onActed();
        }}
      >
        {messages.length === 0 && empty}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const newDay = !inThread && (before === undefined || dayOf(before.ts) !== dayOf(message.ts));
          return (
            <Fragment key={messageKey(message)}>
              {newDay && (
                <div className="day">
                  <span>{dayOf(message.ts)}</span>
                </div>
              )}
              <MessageRow message={message} inThread={inThread} follows={!newDay && belongsTo(before, message)} />
              {inThread && index === 0 && <ReplyRule count={messages.length - 1} />}
            </Fragment>
          );
        })}
        {after}
      </div>
      {behind && (
        <button type="button" className="behind" onClick={toNewest}>
          New messages below
        </button>
      )}
    </div>
  );
}

function belongsTo(before: PageMessage | undefined, message: PageMessage): boolean {
  if (before === undefined || before.user !== message.user || before.kind !== message.kind) return false;
  return before.replies === 0 && Number(message.ts) - Number(before.ts) < TOGETHER_S;
}

function ReplyRule({ count }: { readonly count: number }): ReactNode {
  const words = count === 0 ? 'No replies yet' : count === 1 ? '1 reply' : `${count} replies`;
  return (
    <div className="day day-thread">
      <span>{words}</span>
    </div>
  );
}
