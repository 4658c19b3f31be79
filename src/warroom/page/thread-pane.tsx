import type { ReactNode } from 'react';
import type { PageChannel } from '../page-state.ts';
import { usePage } from './acting.ts';
import { Composer } from './composer.tsx';
import { type Known, threadMessages } from './feed.ts';
import { Icon } from './icon.tsx';
import { MessageList } from './message-list.tsx';

interface ThreadPaneProps {
  readonly known: Known;
  readonly channel: PageChannel;
  readonly threadTs: string;
  onClose(): void;
}

/** A thread beside its channel. A permalink to a reply opens the thread the reply is in. */
export function ThreadPane({ known, channel, threadTs, onClose }: ThreadPaneProps): ReactNode {
  const { state } = usePage();
  const asked = known.messages.get(`${channel.id} ${threadTs}`);
  const parent = asked?.threadTs ?? threadTs;
  const status = state.statuses.find((known) => known.channel === channel.id && known.threadTs === parent);
  const working = status && (
    <p className="working" role="status">
      {state.app.name} {status.status}
    </p>
  );
  return (
    <aside className="pane thread-pane" aria-label="Thread" data-testid="thread">
      <header className="pane-head">
        <h2>Thread</h2>
        <p>{channel.kind === 'im' ? channel.name : `# ${channel.name}`}</p>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList
        messages={threadMessages(known, channel.id, parent)}
        inThread
        empty={<p className="empty">That thread is gone.</p>}
        after={working}
      />
      <Composer channel={channel} threadTs={parent} testId="thread-composer" sendTestId="thread-send" />
    </aside>
  );
}
