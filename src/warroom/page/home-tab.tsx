import type { ReactNode } from 'react';
import { usePage } from './acting.ts';
import { BlockList } from './blocks/block-list.tsx';
import { HostContext } from './blocks/host.ts';
import { useViewHost } from './view-host.ts';

/** The app's Home tab, once the app has published one. */
export function HomeTab(): ReactNode {
  const { state } = usePage();
  const { host } = useViewHost(state.home?.id ?? '');
  return (
    <div className="home">
      {state.home === null ? (
        <p className="empty">{state.app.name} has not published a Home tab for you.</p>
      ) : (
        <HostContext value={host}>
          <BlockList blocks={state.home.blocks} />
        </HostContext>
      )}
    </div>
  );
}
