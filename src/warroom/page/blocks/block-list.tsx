import { memo, type ReactNode } from 'react';
import { type Block as LibraryBlock, Message as LibraryMessage } from 'slack-blocks-to-jsx';
import { isObject } from '../../blocks/finder.ts';
import type { Block } from '../../model.ts';
import { MrkdwnText, TextObject } from '../text/mrkdwn-text.tsx';
import { Emoji } from '../text/parts.tsx';
import { RichText } from '../text/rich-text.tsx';
import { ElementControl } from './element-control.tsx';
import { InputBlock } from './input-block.tsx';
import { TableBlock } from './table-block.tsx';

/** Blocks, in order. */
export const BlockList = memo(function BlockList({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a block that moved is another block
    <div className={`block block-${block.type.replaceAll('_', '-')}`} key={`${String(block.block_id)} ${index}`}>
      <OneBlock block={block} />
    </div>
  ));
});

/**
 * The blocks a bot writes findings with are shown by components of our own: slack-blocks-to-jsx 1.1.1 reads plain_text
 * as markup, shows `&amp;` in code as it is, and has no way to say that a button was pressed. It shows all the others.
 */
function OneBlock({ block }: { readonly block: Block }): ReactNode {
  switch (block.type) {
    case 'rich_text':
      return <RichText block={block} />;
    case 'section':
      return <Section block={block} />;
    case 'header':
      return (
        <h3>
          <TextObject value={block.text} />
        </h3>
      );
    case 'divider':
      return <hr />;
    case 'context':
      return <Context block={block} />;
    case 'actions':
    case 'context_actions':
      return <Actions block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    default:
      return <FromLibrary block={block} />;
  }
}

function Section({ block }: { readonly block: Block }): ReactNode {
  const fields = Array.isArray(block.fields) ? block.fields : [];
  const { accessory } = block;
  return (
    <div className="section">
      <div className="section-body">
        {block.text !== undefined && (
          <div className="section-text">
            <TextObject value={block.text} />
          </div>
        )}
        {fields.length > 0 && (
          <div className="section-fields">
            {fields.map((field: unknown, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
              <div key={index}>
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isObject(accessory) && (
        <div className="section-accessory">
          <ElementControl element={accessory} blockId={String(block.block_id)} tells />
        </div>
      )}
    </div>
  );
}

function Context({ block }: { readonly block: Block }): ReactNode {
  const elements = Array.isArray(block.elements) ? block.elements : [];
  return elements.map((element: unknown, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: elements of a context have no identity but their place
    <span key={index}>
      {isObject(element) && element.type === 'image' ? (
        <span className="no-image">{String(element.alt_text ?? 'image')}</span>
      ) : (
        <TextObject value={element} />
      )}
    </span>
  ));
}

function Actions({ block }: { readonly block: Block }): ReactNode {
  const elements = Array.isArray(block.elements) ? block.elements.filter(isObject) : [];
  return elements.map((element) => (
    <ElementControl key={String(element.action_id)} element={element} blockId={String(block.block_id)} tells />
  ));
}

function FromLibrary({ block }: { readonly block: Block }): ReactNode {
  // The server has checked the block against Slack's rules; the library's type cannot be reached from ours.
  const blocks = [block] as unknown as LibraryBlock[];
  const hooks = { emoji: ({ name }: { name: string }) => <Emoji name={name} /> };
  return <LibraryMessage blocks={blocks} withoutWrapper logo="" name="" theme="light" hooks={hooks} />;
}

/** What a message says, by its blocks or else by its text. */
export function MessageBody({ blocks, text }: { readonly blocks: readonly Block[]; readonly text: string }): ReactNode {
  if (blocks.length > 0) return <BlockList blocks={blocks} />;
  return text === '' ? null : (
    <div className="block section-text">
      <MrkdwnText text={text} />
    </div>
  );
}
