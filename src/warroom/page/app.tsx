import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PageState } from '../page-state.ts';
import { type Action, type Page, PageContext, postAction, postFile } from './acting.ts';
import { ChannelPane } from './channel-pane.tsx';
import { channelMessages, type Known, useFeed } from './feed.ts';
import { ModalView } from './modal-view.tsx';
import { usePlace } from './place.ts';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { Toast } from './toast.tsx';

const FIRST_PERSON = 'U0ANARUIZ1';

/** The whole page: sidebar, conversation, thread, and the modal on top. */
export function App(): ReactNode {
  const [person, setPerson] = useState(() => sessionStorage.getItem('person') ?? FIRST_PERSON);
  const known = useFeed(person);
  const choose = (id: string) => {
    sessionStorage.setItem('person', id);
    setPerson(id);
  };
  if (known.state === null) return <p className="loading">{known.online ? 'Opening the war room…' : UNREACHABLE}</p>;
  return <Workspace key={known.state.me} known={known} state={known.state} onPerson={choose} />;
}

const UNREACHABLE = 'The war room cannot be reached. Is it still running?';

interface WorkspaceProps {
  readonly known: Known;
  readonly state: PageState;
  onPerson(id: string): void;
}

function Workspace({ known, state, onPerson }: WorkspaceProps): ReactNode {
  const [place, go] = usePlace();
  const [words, tell] = useState('');
  const channel = state.channels.find(({ id }) => id === place.channel) ?? state.channels[0];
  const channelId = channel?.id ?? '';
  const me = state.me;
  const { awaitThread, openNewest } = useBotThreads(known, state, channelId, go);

  const act = useCallback(
    async (action: Action) => {
      if (isPaste(action, state)) openNewest();
      else if (action.do === 'command' || action.do.startsWith('play')) awaitThread();
      const answer = await postAction({ ...action, as: me });
      if (answer.ok) return answer.result;
      tell(answer.refusal);
      return undefined;
    },
    [me, state, awaitThread, openNewest],
  );
  const upload = useCallback(
    async (file: File) => {
      const answer = await postFile(me, file);
      if (answer.ok) return String(answer.result.id);
      tell(answer.refusal);
      return undefined;
    },
    [me],
  );
  const openChannel = useCallback((id: string) => go(id, null), [go]);
  const page: Page = useMemo(
    () => ({ state, act, upload, openThread: go, openChannel, tell }),
    [state, act, upload, go, openChannel],
  );
  const view = state.views.at(-1);
  if (!channel) return <p className="loading">This person is in no conversation.</p>;
  return (
    <PageContext value={page}>
      <div className={`workspace${place.thread === null ? '' : ' workspace-with-thread'}`}>
        <Sidebar current={channel.id} thread={place.thread} onPerson={onPerson} />
        <ChannelPane key={channel.id} known={known} channel={channel} />
        {place.thread !== null && (
          <ThreadPane
            key={place.thread}
            known={known}
            channel={channel}
            threadTs={place.thread}
            onClose={() => go(channel.id, null)}
          />
        )}
      </div>
      {view && <ModalView key={view.id} view={view} />}
      <Toast words={known.online ? words : UNREACHABLE} onDone={() => tell('')} />
    </PageContext>
  );
}

function isPaste(action: Action, { samples }: PageState): boolean {
  if (action.do !== 'play-step') return false;
  return samples.find(({ id }) => id === action.sampleId)?.steps[action.step]?.kind === 'paste';
}

/** How long after a command a new message of the bot is taken for its answer. */
const ANSWER_MS = 20_000;

/** Opens the thread the bot starts in answer to a command, so that the person need not look for it. */
function useBotThreads(
  known: Known,
  state: PageState,
  channel: string,
  go: Page['openThread'],
): { awaitThread(): void; openNewest(): void } {
  const fromBot = channelMessages(known, channel).filter(
    ({ user, kind, threadTs }) => user === state.app.userId && kind === 'message' && threadTs === null,
  );
  const newest = fromBot.at(-1)?.ts ?? '';
  const now = useRef(newest);
  now.current = newest;
  const awaited = useRef<{ readonly after: string; readonly until: number } | null>(null);
  useEffect(() => {
    const wanted = awaited.current;
    if (wanted === null || newest === '' || newest === wanted.after) return;
    awaited.current = null;
    if (Date.now() < wanted.until) go(channel, newest);
  }, [newest, channel, go]);
  const awaitThread = useCallback(() => {
    awaited.current = { after: now.current, until: Date.now() + ANSWER_MS };
  }, []);
  const openNewest = useCallback(() => {
    if (now.current !== '') go(channel, now.current);
  }, [channel, go]);
  return { awaitThread, openNewest };
}
