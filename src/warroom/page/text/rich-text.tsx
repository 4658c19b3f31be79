import type { ReactNode } from 'react';
import type { JsonObject } from '../../model.ts';
import { Broadcast, ChannelMention, Emoji, GroupMention, SafeLink, UserMention } from './parts.tsx';

/** A rich_text block. Code keeps every space and tab, and wraps as it does in Slack. */
export function RichText({ block }: { readonly block: JsonObject }): ReactNode {
  return <Each items={block.elements} show={(element) => <Container element={element} />} />;
}

function Container({ element }: { readonly element: JsonObject }): ReactNode {
  const leaves = <Each items={element.elements} show={(leaf) => <Leaf leaf={leaf} />} />;
  switch (element.type) {
    case 'rich_text_section':
      return <div className="rich-section">{leaves}</div>;
    case 'rich_text_preformatted':
      return <pre className="code-block">{leaves}</pre>;
    case 'rich_text_quote':
      return <blockquote>{leaves}</blockquote>;
    case 'rich_text_list':
      return <List element={element} />;
    default:
      return null;
  }
}

function List({ element }: { readonly element: JsonObject }): ReactNode {
  const items = (
    <Each
      items={element.elements}
      show={(section) => (
        <li>
          <Each items={section.elements} show={(leaf) => <Leaf leaf={leaf} />} />
        </li>
      )}
    />
  );
  const className = `rich-list rich-list-${Number(element.indent ?? 0)}`;
  return element.style === 'ordered' ? <ol className={className}>{items}</ol> : <ul className={className}>{items}</ul>;
}

function Leaf({ leaf }: { readonly leaf: JsonObject }): ReactNode {
  return styled(leaf.style, bare(leaf));
}

function bare(leaf: JsonObject): ReactNode {
  switch (leaf.type) {
    case 'text':
      return String(leaf.text);
    case 'link':
      return <SafeLink url={String(leaf.url)}>{String(leaf.text ?? leaf.url)}</SafeLink>;
    case 'user':
      return <UserMention id={String(leaf.user_id)} />;
    case 'channel':
      return <ChannelMention id={String(leaf.channel_id)} />;
    case 'usergroup':
      return <GroupMention id={String(leaf.usergroup_id)} />;
    case 'broadcast':
      return <Broadcast range={String(leaf.range)} />;
    case 'emoji':
      return <Emoji name={String(leaf.name)} />;
    case 'date':
      return String(leaf.fallback ?? '');
    default:
      return null;
  }
}

function styled(style: unknown, inner: ReactNode): ReactNode {
  if (typeof style !== 'object' || style === null) return inner;
  const { bold, italic, strike, code } = style as JsonObject;
  let shown = inner;
  if (code === true) shown = <code className="inline-code">{shown}</code>;
  if (bold === true) shown = <strong>{shown}</strong>;
  if (italic === true) shown = <em>{shown}</em>;
  if (strike === true) shown = <s>{shown}</s>;
  return shown;
}

function Each({ items, show }: { readonly items: unknown; show(item: JsonObject): ReactNode }): ReactNode {
  if (!Array.isArray(items)) return null;
  return items.map((item: JsonObject, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one block have no other identity
    <Part key={index}>{show(item)}</Part>
  ));
}

function Part({ children }: { readonly children: ReactNode }): ReactNode {
  return children;
}
