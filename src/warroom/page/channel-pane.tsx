import { type ReactNode, useState } from 'react';
import type { PageChannel } from '../page-state.ts';
import { usePage } from './acting.ts';
import { Composer } from './composer.tsx';
import { channelMessages, type Known } from './feed.ts';
import { HomeTab } from './home-tab.tsx';
import { MessageList } from './message-list.tsx';

interface ChannelPaneProps {
  readonly known: Known;
  readonly channel: PageChannel;
}

/** A conversation: what was said, and where to say something. The app's own has a Home tab beside its messages. */
export function ChannelPane({ known, channel }: ChannelPaneProps): ReactNode {
  const { act, state } = usePage();
  const isDirect = channel.kind === 'im';
  const [tab, setTab] = useState<'messages' | 'home'>('messages');
  const openHome = () => {
    setTab('home');
    void act({ do: 'open-home' });
  };
  return (
    <main className="pane">
      <header className="pane-head">
        <h2>{isDirect ? channel.name : `# ${channel.name}`}</h2>
        <p>{isDirect ? 'Direct conversation with the app' : channel.topic}</p>
        {!isDirect && <span className="members">{channel.members} members</span>}
      </header>
      {isDirect && state.hasHome && (
        <div className="tabs" role="tablist">
          <button type="button" role="tab" aria-selected={tab === 'messages'} onClick={() => setTab('messages')}>
            Messages
          </button>
          <button type="button" role="tab" aria-selected={tab === 'home'} onClick={openHome}>
            Home
          </button>
        </div>
      )}
      {tab === 'home' ? (
        <HomeTab />
      ) : (
        <>
          <MessageList
            messages={channelMessages(known, channel.id)}
            inThread={false}
            empty={<EmptyChannel channel={channel} />}
          />
          <Composer channel={channel} testId="composer" sendTestId="send" />
        </>
      )}
    </main>
  );
}

function EmptyChannel({ channel }: { readonly channel: PageChannel }): ReactNode {
  const { state } = usePage();
  const [command] = state.commands;
  return (
    <div className="empty">
      <h3>{channel.kind === 'im' ? `You and ${channel.name}` : `This is #${channel.name}`}</h3>
      <p>
        {command && (
          <>
            Type{' '}
            <code className="inline-code">
              {command.command} {command.hint}
            </code>{' '}
            below,{' '}
          </>
        )}
        mention <strong>@{state.app.name}</strong> with what you have, or play one of the sample incidents of the menu.
      </p>
    </div>
  );
}
