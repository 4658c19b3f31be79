import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../src/model/result.ts';
import { entering } from '../ground/inside.ts';
import type { CapturePlan } from '../model.ts';

/** A tcpdump that is at work; its file is a classic pcap. */
export interface Running {
  readonly plan: CapturePlan;
  readonly path: string;
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
}

const POLL = 15;
/**
 * In immediate mode every packet takes up a frame of the whole snap length (pcap_set_immediate_mode(3), TPACKET_V2 in
 * packet_mmap of the kernel's documents): with the defaults eight packets fill the buffer, and a burst is lost. No
 * packet here is larger than a jumbo frame, and this many KiB hold some nine hundred of them.
 */
const SNAP_LENGTH = 9216;
const BUFFER_KIB = 8192;

/** Starts tcpdump in a node and waits until it listens. */
export function startCapture(plan: CapturePlan, namespace: string, path: string): Promise<Result<Running>> {
  const filter = plan.filter === '' ? [] : [plan.filter];
  const words = [
    '-i',
    plan.interface,
    '-n',
    '-U',
    '--immediate-mode',
    '-s',
    String(SNAP_LENGTH),
    '-B',
    String(BUFFER_KIB),
    '-Z',
    'root',
    '-w',
    path,
    ...filter,
  ];
  const [program, ...before] = entering(namespace);
  const child = spawn(program, [...before, 'tcpdump', ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return new Promise((resolve) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('listening on')) resolve(ok({ plan, path, process: child, ended }));
    });
    const failed = (why: string): void => {
      resolve(fail({ code: 'lab.capture', where: `${plan.node} ${plan.interface}`, message: `no capture: ${why}` }));
    };
    child.once('error', ({ message }) => failed(message));
    void ended.then(() => failed(said.trim()));
  });
}

/** Ends captures once their files have stopped growing: what was sent last is in them too. */
export async function endCaptures(captures: readonly Running[]): Promise<void> {
  const sizes = (): Promise<readonly number[]> =>
    Promise.all(captures.map(async ({ path }) => (await stat(path).catch(() => null))?.size ?? 0));
  let steady = 0;
  let last = await sizes();
  while (steady < 2) {
    await pause(POLL);
    const now = await sizes();
    steady = now.join() === last.join() ? steady + 1 : 0;
    last = now;
  }
  for (const { process } of captures) process.kill('SIGINT');
  await Promise.all(captures.map(({ ended }) => ended));
}
