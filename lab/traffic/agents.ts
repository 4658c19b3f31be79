import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { entering } from '../ground/inside.ts';
import { answerSchema, type ConnectOrder, type ListenOrder } from './orders.ts';

/** Where Node keeps the helper's compiled code: it then starts in half the time. Nobody else may write there. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/roundtrip-lab', import.meta.url));
const PROGRAM = fileURLToPath(new URL('agent.ts', import.meta.url));

const ENDED = 'the helper process has ended';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'do'> : never;

/** The helper process of one node. Every promise gives the error, or null when all went well. */
export interface Agent {
  listen(order: Without<ListenOrder>): Promise<string | null>;
  connect(order: Without<ConnectOrder>): { readonly id: number; readonly done: Promise<string | null> };
  again(of: number): Promise<string | null>;
  close(of: number): Promise<string | null>;
  end(): Promise<void>;
}

/** Starts the helper process of a node; orders given before it is up wait for it. */
export function startAgent(namespace: string): Agent {
  const [program, ...words] = [...entering(namespace), process.execPath, PROGRAM];
  const child = spawn(program ?? '', words, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  const waiting = new Map<number, (error: string | null) => void>();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let gone = false;
  void ended.then(() => {
    gone = true;
    for (const tell of waiting.values()) tell(ENDED);
  });
  child.once('error', () => undefined);
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, error } = answerSchema.parse(JSON.parse(line));
    waiting.get(id)?.(error);
    waiting.delete(id);
  });
  let last = 0;
  const give = (order: object): { readonly id: number; readonly done: Promise<string | null> } => {
    last += 1;
    const id = last;
    if (gone) return { id, done: Promise.resolve(ENDED) };
    const done = new Promise<string | null>((resolve) => waiting.set(id, resolve));
    child.stdin.write(`${JSON.stringify({ ...order, id })}\n`);
    return { id, done };
  };
  return {
    listen: (order) => give({ do: 'listen', ...order }).done,
    connect: (order) => give({ do: 'connect', ...order }),
    again: (of) => give({ do: 'again', of }).done,
    close: (of) => give({ do: 'close', of }).done,
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
