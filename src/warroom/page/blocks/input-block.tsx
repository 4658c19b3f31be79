import type { ReactNode } from 'react';
import { isObject } from '../../blocks/finder.ts';
import type { Block } from '../../model.ts';
import { TextObject } from '../text/mrkdwn-text.tsx';
import { ElementControl } from './element-control.tsx';
import { useHost } from './host.ts';

const GROUPS = ['checkboxes', 'radio_buttons', 'multi_static_select', 'multi_users_select', 'multi_channels_select'];

/** A labelled input of a form, with its hint and with what the app found wrong. */
export function InputBlock({ block }: { readonly block: Block }): ReactNode {
  const { errors } = useHost();
  const blockId = String(block.block_id);
  const error = errors[blockId];
  const element = isObject(block.element) ? block.element : {};
  const label = (
    <>
      <TextObject value={block.label} />
      {block.optional === true && <span className="optional"> (optional)</span>}
    </>
  );
  const control = <ElementControl element={element} blockId={blockId} tells={block.dispatch_action === true} />;
  return (
    <div className={`input${error === undefined ? '' : ' input-wrong'}`}>
      {GROUPS.includes(String(element.type)) ? (
        <fieldset>
          <legend>{label}</legend>
          {control}
        </fieldset>
      ) : (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is the element inside it
        <label>
          <span className="input-label">{label}</span>
          {control}
        </label>
      )}
      {error !== undefined && (
        <p className="input-error" role="alert">
          {error}
        </p>
      )}
      {block.hint !== undefined && (
        <p className="input-hint">
          <TextObject value={block.hint} />
        </p>
      )}
    </div>
  );
}
