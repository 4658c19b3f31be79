import type { ReactNode } from 'react';
import type { JsonObject } from '../../model.ts';
import { usePage } from '../acting.ts';
import { ButtonControl } from './button-control.tsx';
import { CheckList, OneOf } from './choice-controls.tsx';
import { optionsOf } from './options.ts';
import { OverflowControl } from './overflow-control.tsx';
import { FileControl, TypedControl } from './typed-controls.tsx';

export interface ControlProps {
  readonly element: JsonObject;
  readonly blockId: string;
  /** Whether the app hears of every choice, not only when the form is submitted. */
  readonly tells: boolean;
}

/** One interactive element of any kind. Kinds that need Slack's own services say so instead of pretending. */
export function ElementControl(props: ControlProps): ReactNode {
  const { state } = usePage();
  const { element } = props;
  const type = String(element.type);
  switch (type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return <ButtonControl {...props} />;
    case 'overflow':
      return <OverflowControl {...props} />;
    case 'static_select':
    case 'radio_buttons':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <OneOf {...props} options={optionsOf(element, state)} asList={type === 'radio_buttons'} />;
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <CheckList {...props} options={optionsOf(element, state)} />;
    case 'file_input':
      return <FileControl {...props} />;
    case 'image':
      return <span className="no-image">{String(element.alt_text ?? 'image')}</span>;
    case 'external_select':
    case 'multi_external_select':
    case 'feedback_buttons':
      return <span className="no-image">{type.replaceAll('_', ' ')} works only in Slack itself</span>;
    default:
      return <TypedControl {...props} />;
  }
}
