import { type ReactNode, useState } from 'react';
import { isObject } from '../blocks/finder.ts';
import type { PageView } from '../page-state.ts';
import { usePage } from './acting.ts';
import { BlockList } from './blocks/block-list.tsx';
import { HostContext } from './blocks/host.ts';
import { Dialog } from './dialog.tsx';
import { useViewHost } from './view-host.ts';

/** The top modal of the app's stack. What the app finds wrong is shown under the input it is about. */
export function ModalView({ view }: { readonly view: PageView }): ReactNode {
  const { act, tell } = usePage();
  const { host, values, setErrors } = useViewHost(view.id);
  const [sending, setSending] = useState(false);
  const close = () => void act({ do: 'close-view' });

  async function submit(): Promise<void> {
    setSending(true);
    setErrors({});
    const result = await act({ do: 'submit-view', viewId: view.id, values });
    setSending(false);
    if (result?.kind === 'errors' && isObject(result.errors)) {
      setErrors(Object.fromEntries(Object.entries(result.errors).map(([block, words]) => [block, String(words)])));
    }
    if (result?.kind === 'failed') tell(`We had some trouble connecting. Try again? (${String(result.error)})`);
  }

  return (
    <Dialog label={view.title} onClose={close}>
      <form
        className="dialog-form"
        data-testid="modal"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="dialog-body">
          <HostContext value={host}>
            <BlockList blocks={view.blocks} />
          </HostContext>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {view.close ?? 'Cancel'}
          </button>
          {view.submit !== null && (
            <button type="submit" className="button button-primary" data-testid="modal-submit" disabled={sending}>
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
