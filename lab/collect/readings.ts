import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ground } from '../ground/ground.ts';
import type { AskPlan, Incident, NodeName } from '../model.ts';

export type Moment = AskPlan['when'][number];
const MOMENTS: readonly Moment[] = ['before', 'during', 'after', 'last'];

/** One file of commands and their outputs, as copied from a terminal. `takenAt` is ISO 8601. */
export interface Reading {
  readonly file: string;
  readonly node: NodeName;
  readonly takenAt: string;
}

/** What is typed at each node at one moment, in the order of the plans. */
export function typedAt(asks: Incident['asks'], moment: Moment): ReadonlyMap<NodeName, readonly string[]> {
  const typed = new Map<NodeName, readonly string[]>();
  for (const { node, commands, when } of asks) {
    if (when.includes(moment)) typed.set(node, [...new Set([...(typed.get(node) ?? []), ...commands])]);
  }
  return typed;
}

/** The file of a node's reading: its name alone when there is one, numbered when there are several. */
export function readingFile(asks: Incident['asks'], node: NodeName, moment: Moment): string {
  const all = MOMENTS.filter((one) => typedAt(asks, one).has(node));
  return all.length === 1 ? `${node}.txt` : `${node}-${all.indexOf(moment) + 1}.txt`;
}

/** A script that prints each command behind the prompt and then what it says. */
export function terminalScript(node: NodeName, commands: readonly string[]): string {
  const prompt = `[root@${node} ~]# `;
  return commands
    .map((command) => `printf '%s\\n' ${quoted(`${prompt}${command}`)}\n( ${command}\n) 2>&1 </dev/null`)
    .join('\n');
}

/**
 * Interfaces named as network cards are: `eth0`, without the veth's peer. The name of the peer's namespace would tell
 * how the network hangs together; `ip` looks for it and complains when another incident's is just being taken away.
 */
export function asWithCards(out: string): string {
  return out
    .replace(/@if\d+/g, '')
    .replace(/ link-netns(?:id)? \S+/g, '')
    .replace(/^Error: Peer netns reference is invalid\.\n/gm, '');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Types the commands of one moment at all nodes at once, and writes what they say to `folder`. */
export async function read(
  { asks }: Pick<Incident, 'asks'>,
  moment: Moment,
  ground: Ground,
  folder: string,
  now: () => Date,
): Promise<readonly Reading[]> {
  const typed = [...typedAt(asks, moment)];
  return Promise.all(
    typed.map(async ([node, commands]) => {
      const takenAt = now().toISOString();
      const file = readingFile(asks, node, moment);
      const { out } = await ground.inside(node, terminalScript(node, commands), {
        // Or `nstat` would count from what another node read last.
        NSTAT_HISTORY: '/dev/null',
      });
      await writeFile(join(folder, file), asWithCards(out));
      return { file, node, takenAt };
    }),
  );
}
