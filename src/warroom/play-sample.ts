import { Refusal } from './errors.ts';
import { type InteractionResult, runCommand } from './interact/command.ts';
import { actingPerson, channelOf } from './interact/payload.ts';
import { SAMPLE_WAIT_MS } from './limits.ts';
import type { Message, Sample, SampleStep } from './model.ts';
import type { Room } from './room.ts';
import { say } from './say.ts';

export interface SampleInput {
  readonly user: string;
  readonly channel: string;
  readonly sampleId: string;
  /** Counted from 0. */
  readonly step: number;
}

/**
 * Sends one step of a sample as a person would: a command into the channel, a paste, in a code block under the
 * observer's name, into the newest thread the bot opened there.
 */
export function playStep(room: Room, samples: readonly Sample[], input: SampleInput): Promise<InteractionResult> {
  const step = findSample(samples, input.sampleId).steps[input.step];
  if (!step) throw new Refusal('That sample has no such step.');
  return send(room, input, step);
}

/** Sends all steps in order. Each paste waits until the bot has opened a thread for the command before it. */
export async function playAll(room: Room, samples: readonly Sample[], input: Omit<SampleInput, 'step'>): Promise<void> {
  let before: string | undefined;
  for (const step of findSample(samples, input.sampleId).steps) {
    if (step.kind === 'command') before = newestBotThread(room, input)?.ts ?? '';
    else if (before !== undefined) await newThread(room, input, before);
    const result = await send(room, input, step);
    if (result.kind !== 'acked') return;
  }
}

async function send(room: Room, input: Omit<SampleInput, 'step'>, step: SampleStep): Promise<InteractionResult> {
  const { user, channel } = input;
  if (step.kind === 'command') {
    const [first = '', ...rest] = step.text.trim().split(' ');
    const fallback = room.manifest.features.slash_commands[0]?.command ?? '';
    const [command, text] = first.startsWith('/') ? [first, rest.join(' ')] : [fallback, step.text];
    return runCommand(room, { user, channel, command, text: text.trim() });
  }
  const thread = newestBotThread(room, input);
  if (!thread) throw new Refusal('The bot has not opened a thread here yet. Send the command first.');
  const text = `${step.observer}\n\`\`\`\n${step.text.replace(/\n+$/, '')}\n\`\`\``;
  say(room, { user, channel, threadTs: thread.ts, text, snippetName: step.observer });
  return { kind: 'acked' };
}

/** The newest message of the bot that is not itself a reply: replies to it make its thread. */
function newestBotThread(room: Room, { user, channel }: Omit<SampleInput, 'step'>): Message | undefined {
  const { messages } = channelOf(room, actingPerson(room, user), channel);
  return messages.findLast((message) => message.botId !== undefined && message.threadTs === undefined);
}

function newThread(room: Room, input: Omit<SampleInput, 'step'>, before: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => (newestBotThread(room, input)?.ts ?? '') > before;
    const timer = room.clock.setTimeout(() => {
      stop();
      reject(new Refusal('The bot did not open a thread, so the pastes have nowhere to go.'));
    }, SAMPLE_WAIT_MS);
    const stop = room.workspace.onChange(check);
    check();

    function check(): void {
      if (!done()) return;
      stop();
      timer.cancel();
      resolve();
    }
  });
}

function findSample(samples: readonly Sample[], id: string): Sample {
  const sample = samples.find((known) => known.id === id);
  if (!sample) throw new Refusal(`There is no sample ${id}.`);
  return sample;
}
