import { type ReactNode, useState } from 'react';
import type { PageSample } from '../page-state.ts';
import { usePage } from './acting.ts';

interface SampleCardProps {
  readonly sample: PageSample;
  readonly channel: string;
}

/** One sample incident: played whole, or step by step, or copied and pasted by hand. */
export function SampleCard({ sample, channel }: SampleCardProps): ReactNode {
  const { act, openChannel } = usePage();
  const [playing, setPlaying] = useState(false);

  async function play(action: Parameters<typeof act>[0]): Promise<void> {
    setPlaying(true);
    if (action.do === 'play-all') openChannel(channel);
    await act(action);
    setPlaying(false);
  }

  return (
    <section className="sample" aria-label={sample.title} aria-busy={playing}>
      <header>
        <h3>{sample.title}</h3>
        <button
          type="button"
          className="sample-play"
          data-testid={`sample-${sample.id}`}
          disabled={playing}
          onClick={() => void play({ do: 'play-all', channel, sampleId: sample.id })}
        >
          {playing ? 'Playing…' : 'Play'}
        </button>
      </header>
      <ol>
        {sample.steps.map((step, index) => (
          <li key={step.label}>
            <button
              type="button"
              className="sample-step"
              data-testid={`sample-${sample.id}-step-${index}`}
              disabled={playing}
              title={step.kind === 'command' ? `Send ${step.text}` : `Paste ${step.label} into the newest thread`}
              onClick={() => void play({ do: 'play-step', channel, sampleId: sample.id, step: index })}
            >
              {step.kind === 'command' ? step.label : step.label.replace(/^\d+-/, '').replaceAll('-', ' ')}
            </button>
            <CopyButton text={step.text} label={step.label} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function CopyButton({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const [copied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  return (
    <button type="button" className="sample-copy" aria-label={`Copy ${label}`} onClick={() => void copy()}>
      {copied ? 'Copied' : 'Copy'}
    </button>
  );
}
