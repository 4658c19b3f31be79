import { type ReactNode, useState } from 'react';
import { isObject } from '../../blocks/finder.ts';
import { Dialog } from '../dialog.tsx';
import { TextObject } from '../text/mrkdwn-text.tsx';
import type { ControlProps } from './element-control.tsx';
import { useHost } from './host.ts';
import { plain } from './options.ts';

/** A button. One with `confirm` asks first; while the app has not acknowledged it cannot be pressed again. */
export function ButtonControl({ element, blockId }: ControlProps): ReactNode {
  const host = useHost();
  const [waiting, setWaiting] = useState(false);
  const [asking, setAsking] = useState(false);
  const { confirm, style, url } = element;

  async function press(): Promise<void> {
    setAsking(false);
    setWaiting(true);
    if (typeof url === 'string' && /^https?:/.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
    await host.tell(blockId, String(element.action_id));
    setWaiting(false);
  }

  return (
    <>
      <button
        type="button"
        className={`button${style === 'primary' || style === 'danger' ? ` button-${style}` : ''}`}
        data-action={String(element.action_id)}
        aria-label={typeof element.accessibility_label === 'string' ? element.accessibility_label : undefined}
        aria-busy={waiting}
        disabled={waiting}
        onClick={() => (isObject(confirm) ? setAsking(true) : void press())}
      >
        <TextObject value={element.text} />
      </button>
      {asking && isObject(confirm) && (
        <Dialog label={plain(confirm.title)} onClose={() => setAsking(false)}>
          <div className="dialog-body">
            <TextObject value={confirm.text} />
          </div>
          <footer className="dialog-foot">
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {plain(confirm.deny)}
            </button>
            <button
              type="button"
              className={`button button-${confirm.style === 'danger' ? 'danger' : 'primary'}`}
              onClick={() => void press()}
            >
              {plain(confirm.confirm)}
            </button>
          </footer>
        </Dialog>
      )}
    </>
  );
}
