import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pcapng } from '../../test/support/capture-file-builder.ts';
import { run } from '../ground/inside.ts';
import type { CapturePlan } from '../model.ts';
import type { Running } from './capture.ts';
import { readPcap } from './read-pcap.ts';

/** A file of captured packets, and where they were seen. */
export interface Captured {
  readonly file: string;
  readonly plan: CapturePlan;
}

const SUFFIX = { pcap: 'pcap', pcapng: 'pcapng', text: 'txt' } as const satisfies Record<CapturePlan['format'], string>;

/** Where tcpdump writes the nth capture of a plan: `fw1-eth0.pcap`, with a number when that is taken already. */
export function captureName(captures: readonly CapturePlan[], index: number): string {
  const name = (plan: CapturePlan | undefined): string => `${plan?.node}-${plan?.interface}`;
  const own = name(captures[index]);
  const same = captures.slice(0, index).filter((plan) => name(plan) === own).length;
  return same === 0 ? own : `${own}-${same + 1}`;
}

/** Turns what tcpdump wrote into the format that the plan asks for. */
export async function finished({ plan, path }: Running, folder: string, name: string): Promise<Captured> {
  const file = `${name}.${SUFFIX[plan.format]}`;
  const target = join(folder, file);
  if (plan.format === 'pcapng') await writeFile(target, asPcapng(await readFile(path), plan));
  if (plan.format === 'text') await writeFile(target, await asText(path, plan, name));
  if (plan.format !== 'pcap') await rm(path);
  return { file, plan };
}

function asPcapng(bytes: Buffer, plan: CapturePlan): Uint8Array {
  const { linkType, frames } = readPcap(bytes);
  const filter = plan.filter === '' ? {} : { filter: plan.filter };
  return pcapng(frames, { interfaces: [{ name: plan.interface, linkType, ...filter }] });
}

/** As on a terminal: the prompt, the command, and what `tcpdump -nn -tttt` prints of the packets. */
async function asText(path: string, plan: CapturePlan, name: string): Promise<string> {
  const { out } = await run(['tcpdump', '-nn', '-tttt', '-r', path]);
  return `[root@${plan.node} ~]# tcpdump -nn -tttt -r ${name}.pcap\n${out}`;
}
