import { type ReactNode, useMemo } from 'react';
import type { JsonObject } from '../../model.ts';
import { type Piece, readMrkdwn } from './mrkdwn.ts';
import { Broadcast, ChannelMention, Emoji, GroupMention, SafeLink, UserMention } from './parts.tsx';

/** Text in Slack's own markup. */
export function MrkdwnText({ text }: { readonly text: string }): ReactNode {
  const pieces = useMemo(() => readMrkdwn(text), [text]);
  return <Pieces pieces={pieces} />;
}

/** A text composition object: `mrkdwn` is marked up, `plain_text` is shown as it is but for emoji names. */
export function TextObject({ value }: { readonly value: unknown }): ReactNode {
  const text = readText(value);
  if (text === null) return null;
  if (text.mrkdwn) return <MrkdwnText text={text.text} />;
  return text.text.split(/(?<![\w:]):([a-z0-9_+-]+):(?![\w:])/).map((piece, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one string have no other identity
    return index % 2 === 1 ? <Emoji key={index} name={piece} /> : piece;
  });
}

export function readText(value: unknown): { readonly mrkdwn: boolean; readonly text: string } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, text } = value as JsonObject;
  return typeof text === 'string' ? { mrkdwn: type === 'mrkdwn', text } : null;
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one string have no other identity
  return pieces.map((piece, index) => <One key={index} piece={piece} />);
}

function One({ piece }: { readonly piece: Piece }): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code className="inline-code">{piece.text}</code>;
    case 'pre':
      return <pre className="code-block">{piece.text}</pre>;
    case 'bold':
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      );
    case 'quote':
      return (
        <blockquote>
          <Pieces pieces={piece.pieces} />
        </blockquote>
      );
    case 'link':
      return <SafeLink url={piece.url}>{piece.label}</SafeLink>;
    case 'user':
      return <UserMention id={piece.id} />;
    case 'channel':
      return <ChannelMention id={piece.id} />;
    case 'usergroup':
      return <GroupMention id={piece.id} />;
    case 'broadcast':
      return <Broadcast range={piece.id} />;
    case 'emoji':
      return <Emoji name={piece.id} />;
    case 'date':
      return piece.fallback;
  }
}
