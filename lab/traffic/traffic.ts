import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from '../ground/ground.ts';
import type { Exchange, Experience, HeldExchange, Incident, NodeName, TcpExchange } from '../model.ts';
import { type Agent, startAgent } from './agents.ts';
import { ping } from './ping.ts';

/** The traffic of one incident, phase by phase. */
export interface Traffic {
  /** Starts the servers; says which could not listen. */
  listen(): Promise<string | null>;
  before(): Promise<void>;
  /** Begins the last phase; `look` is called while its connections are open. */
  after(look: () => Promise<void>): Promise<readonly Experience[]>;
  end(): Promise<void>;
}

/** An engineer looks while it hangs: how long connections may take to get their reply before that, in ms. */
const HANGS_AFTER = 400;

/** A client that tries again does not wait for its first connection to fail, in ms. */
const BETWEEN = 120;

interface HeldOpen {
  readonly exchange: HeldExchange;
  readonly id: number;
  readonly error: string | null;
}

/** The nodes that need a helper process. */
export function talkingNodes({ servers, before, after }: Incident['traffic']): readonly NodeName[] {
  const clients = [...before, ...after].filter(({ kind }) => kind !== 'ping').map(({ from }) => from);
  return [...new Set([...servers.map(({ node }) => node), ...clients])];
}

/** Starts the helper processes at once, so that they come up while the network is made. */
export function startTraffic({ traffic }: Incident, ground: Ground): Traffic {
  const agents = new Map(talkingNodes(traffic).map((node) => [node, startAgent(ground.nameOf(node))]));
  const agentOf = (node: NodeName): Agent => {
    const agent = agents.get(node);
    if (agent === undefined) throw new Error(`no helper process was started for ${node}`);
    return agent;
  };
  let held: readonly HeldOpen[] = [];
  return {
    listen: async () => {
      const errors = await Promise.all(
        traffic.servers.map(async ({ node, ...where }) => ({ node, error: await agentOf(node).listen(where) })),
      );
      const failed = errors.find(({ error }) => error !== null);
      return failed === undefined ? null : `${failed.node} cannot listen: ${failed.error}`;
    },
    before: async () => {
      const begun = traffic.before.map(async (exchange): Promise<readonly HeldOpen[]> => {
        if (exchange.kind !== 'held') {
          await experience(exchange, ground, agentOf, nothing());
          return [];
        }
        const { id, done } = agentOf(exchange.from).connect({ ...exchange, hold: true });
        return [{ exchange, id, error: await done }];
      });
      held = (await Promise.all(begun)).flat();
    },
    after: async (look) => {
      const open = traffic.after.filter((one) => one.kind === 'tcp' && one.staysOpen === true).length;
      const looking = lookWhileOpen(open, look);
      const old = held.map(async ({ exchange, id, error }): Promise<Experience> => {
        const now = error ?? (await agentOf(exchange.from).again(id));
        return { exchange, tried: 1, succeeded: now === null ? 1 : 0, error: now };
      });
      const made = traffic.after.map((exchange) => experience(exchange, ground, agentOf, looking));
      await looking.taken;
      return Promise.all([...old, ...made]);
    },
    end: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.end()));
    },
  };
}

interface Looking {
  /** A connection that is to stay open has its reply or has failed. */
  ready(): void;
  readonly taken: Promise<void>;
}

function nothing(): Looking {
  return { ready: () => undefined, taken: Promise.resolve() };
}

function lookWhileOpen(open: number, look: () => Promise<void>): Looking {
  let left = open;
  let begin = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const timer = setTimeout(begin, HANGS_AFTER);
  const ready = (): void => {
    left -= 1;
    if (left === 0) begin();
  };
  const taken = all.then(() => clearTimeout(timer)).then(look);
  return { ready, taken };
}

async function experience(
  exchange: Exchange,
  ground: Ground,
  agentOf: (node: NodeName) => Agent,
  looking: Looking,
): Promise<Experience> {
  if (exchange.kind === 'ping') return ping(exchange, ground);
  const turns = Array.from({ length: exchange.times }, async (_, turn) => {
    await pause(turn * BETWEEN);
    return once(exchange, turn, agentOf(exchange.from), looking);
  });
  const errors = await Promise.all(turns);
  const bad = errors.filter((error) => error !== null);
  return { exchange, tried: errors.length, succeeded: errors.length - bad.length, error: bad[0] ?? null };
}

async function once(exchange: TcpExchange, turn: number, agent: Agent, looking: Looking): Promise<string | null> {
  const sourcePort = exchange.sourcePort === null ? null : exchange.sourcePort + turn;
  const hold = exchange.staysOpen === true;
  const { id, done } = agent.connect({ ...exchange, sourcePort, hold });
  const error = await done;
  if (!hold) return error;
  looking.ready();
  await looking.taken;
  return error ?? agent.close(id);
}
