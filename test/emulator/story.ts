import { readFileSync } from 'node:fs';
import { evidence, pasted } from '../slack/scene.ts';
import type { Piece, Stage } from './stage.ts';

const FOLDER = 'return-path-bypass-second-firewall';
const CAPTURES = 'return-path-bypass-capture-files';

export const FLOW = '10.20.30.41:52144 > 10.50.60.10:443/tcp';
export const CAPTURED_FLOW = '10.20.4.31:51744 > 10.60.1.12:443/tcp';

function paste(name: string, file: string): Piece {
  return { kind: 'paste', text: pasted(name, evidence(`${FOLDER}/${file}`)) };
}

function file(folder: string, name: string): Piece {
  return { kind: 'file', name, bytes: readFileSync(new URL(`../scenarios/${folder}/${name}`, import.meta.url)) };
}

/** A scenario's folder as two people bring it: half pasted, half as files. */
export const PIECES: readonly Piece[] = [
  paste('edge', '1-edge-session.txt'),
  file(FOLDER, '2-edge-ha.xml'),
  file(FOLDER, '4-branch-ha.xml'),
  paste('branch', '3-branch.txt'),
];

/** Captures of another scenario, one of them compressed. */
export const CAPTURE_PIECES: readonly Piece[] = [file(CAPTURES, 'FW-A-rx.pcap'), file(CAPTURES, 'FW-A-tx.pcapng.gz')];

/** Plays a case from its command to a ticked checklist, an edit and the end of it. Resolves to its thread. */
export async function playStory(stage: Stage): Promise<string> {
  const thread = await stage.open('ana', FLOW);
  for (const piece of PIECES) await stage.bring('ana', piece, thread);
  await stage.press('jo', 'tick.passed', thread);
  const last = PIECES.at(-1);
  if (last?.kind === 'paste') await stage.edit('ana', last.text.replace('branch', 'the branch firewall'), thread);
  await stage.press('jo', 'case.close', thread);
  return thread;
}
