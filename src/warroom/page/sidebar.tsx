import { type ReactNode, useEffect, useState } from 'react';
import type { PageChannel } from '../page-state.ts';
import { usePage } from './acting.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { LabPanel } from './lab-panel.tsx';
import { SampleCard } from './sample-card.tsx';

interface SidebarProps {
  readonly current: string;
  /** The thread that is open; null: none. */
  readonly thread: string | null;
  onPerson(id: string): void;
}

/** Who one is, where one can go, the lab and the sample incidents. On a phone all but its head is behind a button. */
export function Sidebar({ current, thread, onPerson }: SidebarProps): ReactNode {
  const { state } = usePage();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere is what closes it
  useEffect(() => setOpen(false), [current, thread]);
  const people = state.people.filter(({ isBot }) => !isBot);
  const direct = state.channels.filter(({ kind }) => kind === 'im');
  const shared = state.channels.filter(({ kind }) => kind !== 'im');
  return (
    <nav className={`sidebar${open ? ' sidebar-open' : ''}`} aria-label="Workspace">
      <header className="sidebar-head">
        <h1>{state.team}</h1>
        <p className={state.connected ? 'bot-here' : 'bot-away'} role="status">
          {state.app.name} {state.connected ? 'is connected' : 'is not connected'}
        </p>
        <button
          type="button"
          className="sidebar-toggle"
          data-testid="menu"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close' : 'Menu'}
        </button>
      </header>
      <label className="acting-as">
        <span>You are</span>
        <select
          data-testid="as-user"
          value={nameOf(people, state.me)}
          onChange={(event) => onPerson(idOf(people, event.target.value))}
        >
          {people.map(({ id, name, realName, title }) => (
            <option key={id} value={name} title={title}>
              {realName}
            </option>
          ))}
        </select>
        <small>{people.find(({ id }) => id === state.me)?.title}</small>
      </label>
      <div className="sidebar-scroll">
        <h2>Channels</h2>
        <ul>
          {shared.map((channel) => (
            <li key={channel.id}>
              <ChannelLink channel={channel} current={current} />
            </li>
          ))}
        </ul>
        <h2>Apps</h2>
        <ul>
          {direct.map((channel) => (
            <li key={channel.id}>
              <ChannelLink channel={channel} current={current} />
            </li>
          ))}
        </ul>
        {state.lab !== null && <h2>{state.lab.title}</h2>}
        {state.lab !== null && <LabPanel lab={state.lab} />}
        {state.samples.length > 0 && <h2>Sample incidents</h2>}
        {state.samples.map((sample) => (
          <SampleCard key={sample.id} sample={sample} channel={sampleChannel(state.channels, current)} />
        ))}
        <h2>People</h2>
        <ul className="people">
          {people.map((person) => (
            <li key={person.id}>
              <Avatar id={person.id} small />
              <span>
                {person.realName}
                <small>{person.title}</small>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function ChannelLink({ channel, current }: { readonly channel: PageChannel; readonly current: string }): ReactNode {
  const { openChannel } = usePage();
  const name = channel.kind === 'im' ? channel.name.toLowerCase() : channel.name;
  return (
    <button
      type="button"
      className="channel-link"
      data-testid={`channel-${name}`}
      aria-current={channel.id === current ? 'page' : undefined}
      onClick={() => openChannel(channel.id)}
    >
      <span className="channel-mark" aria-hidden="true">
        {channel.kind === 'channel' ? '#' : channel.kind === 'group' ? <Icon name="lock" /> : '●'}
      </span>
      {channel.name}
    </button>
  );
}

type People = ReadonlyArray<{ readonly id: string; readonly name: string }>;

function nameOf(people: People, id: string): string {
  return people.find((person) => person.id === id)?.name ?? '';
}

function idOf(people: People, name: string): string {
  return people.find((person) => person.name === name)?.id ?? '';
}

/** A sample is played where one is, and from a direct conversation in the first channel. */
function sampleChannel(channels: readonly PageChannel[], current: string): string {
  const here = channels.find(({ id, kind }) => id === current && kind !== 'im');
  return here?.id ?? channels.find(({ kind }) => kind !== 'im')?.id ?? current;
}
