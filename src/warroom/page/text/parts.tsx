import type { ReactNode } from 'react';
import { usePage } from '../acting.ts';
import { drawnEmoji } from './drawn-emoji.tsx';
import { emojiOf } from './emoji.ts';

/** The small things inside text. All of them put strings into the document as text. */

const SAFE_SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'];

/** A link, when its address is of a kind that only navigates; otherwise just its words. */
export function SafeLink({ url, children }: { readonly url: string; readonly children: ReactNode }): ReactNode {
  if (!URL.canParse(url) || !SAFE_SCHEMES.includes(new URL(url).protocol)) return children;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" title={url}>
      {children}
    </a>
  );
}

export function UserMention({ id }: { readonly id: string }): ReactNode {
  const { state } = usePage();
  const person = state.people.find((known) => known.id === id);
  return <span className={`mention${id === state.me ? ' mention-me' : ''}`}>@{person?.realName ?? id}</span>;
}

export function ChannelMention({ id }: { readonly id: string }): ReactNode {
  const { state, openChannel } = usePage();
  const channel = state.channels.find((known) => known.id === id);
  if (!channel) return <span className="mention">#{id}</span>;
  return (
    <button type="button" className="mention mention-channel" onClick={() => openChannel(channel.id)}>
      #{channel.name}
    </button>
  );
}

export function GroupMention({ id }: { readonly id: string }): ReactNode {
  const group = usePage().state.usergroups.find((known) => known.id === id);
  return <span className="mention">@{group?.handle ?? id}</span>;
}

export function Broadcast({ range }: { readonly range: string }): ReactNode {
  return <span className="mention mention-me">@{range}</span>;
}

export function Emoji({ name }: { readonly name: string }): ReactNode {
  return (
    <span className="emoji" role="img" aria-label={name.replaceAll('_', ' ')}>
      {drawnEmoji(name) ?? emojiOf(name)}
    </span>
  );
}
