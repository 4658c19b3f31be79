import type { LiveRun } from '../../../src/model/live-run.ts';
import { runsOf } from '../../../src/store/runs.ts';
import { readable } from '../bench.ts';
import { openCase } from '../scene.ts';
import type { LabBench } from './lab-bench.ts';

/** One case in a channel of its own, and what people do and see there. */
export interface Thread {
  readonly channel: string;
  readonly caseId: string;
  readonly ts: string;
  say(user: string, text: string): Promise<void>;
  /** Presses a button of the newest message that has it; what only this person is told comes back. */
  press(user: string, actionId: string): Promise<string>;
  /** Everything in the thread that can be read, oldest first. */
  told(): readonly string[];
  /** The messages that show runs. */
  shown(): readonly { readonly ts: unknown; readonly text: string }[];
  runs(): Promise<readonly LiveRun[]>;
  /** `run-refused by U0JOOKAFO1 PA-DC-A: …`, oldest first. */
  audit(): Promise<readonly string[]>;
}

export const FLOW = '10.20.30.41 10.50.60.10:443';
const SHOWN = /asked by/;

/** Opens a case by command, or by `words` to the bot that name no conversation. */
export async function openThread(bench: LabBench, channel: string, words: string | null = null): Promise<Thread> {
  const { control } = bench.room;
  const ts = words === null ? await openCase(bench, channel, FLOW) : await openByWords(bench, channel, words);
  const messages = () => control.messages(channel, ts);
  const caseId = /RT-\d+/.exec(messages().map(readable).join(' '))?.[0] ?? '';
  return {
    channel,
    caseId,
    ts,
    async say(user, said) {
      control.say({ user, channel, threadTs: ts, text: said });
      await bench.settle();
    },
    async press(user, actionId) {
      const before = control.ephemerals(user).length;
      const message = messages().findLast((one) => JSON.stringify(one).includes(`"${actionId}"`));
      if (message === undefined) throw new Error(`nothing in the thread has ${actionId}`);
      await control.click({ user, channel, messageTs: String(message.ts), actionId });
      await bench.settle();
      return control.ephemerals(user).slice(before).map(readable).join('\n');
    },
    told: () => messages().map(readable),
    shown: () =>
      messages()
        .map((message) => ({ ts: message.ts, text: readable(message) }))
        .filter(({ text: words }) => SHOWN.test(words) && !words.includes('Approv')),
    runs: () => runsOf(bench.store.db, caseId),
    async audit() {
      const rows = await bench.store.db.selectFrom('audit').select('entry').orderBy('seq').execute();
      return rows
        .map(({ entry }) => JSON.parse(entry))
        .filter((entry) => entry.caseId === caseId)
        .map(({ event, who, device, outcome }) => `${event} by ${who} ${device}: ${outcome}`);
    },
  };
}

async function openByWords(bench: LabBench, channel: string, text: string): Promise<string> {
  const { control } = bench.room;
  control.addChannel({ name: channel });
  const { ts } = control.say({ user: 'ana', channel, text });
  await bench.settle();
  return ts;
}
