/** The stages of a PAN-OS packet capture, by the words with which people name their files. */
const STAGES: ReadonlyMap<string, string> = new Map([
  ['rx', 'receive'],
  ['receive', 'receive'],
  ['tx', 'transmit'],
  ['transmit', 'transmit'],
  ['fw', 'firewall'],
  ['firewall', 'firewall'],
  ['drop', 'drop'],
  ['dropped', 'drop'],
]);

const CAPTURE_NAME = /^(.+?)\.(?:pcap|pcapng|cap)\d*(?:\.gz)?$/i;
const LAST_WORD = /(?:^|[^A-Za-z0-9])([A-Za-z]+)$/;

interface StagedName {
  readonly rest: string;
  readonly stage: string;
}

/** The last word of a capture file's name when it is a stage, and what stands before it. */
function stagedName(path: string): StagedName | null {
  const base = path.split(/[/\\]/).at(-1) ?? path;
  const stem = CAPTURE_NAME.exec(base)?.[1];
  const word = stem === undefined ? null : LAST_WORD.exec(stem);
  const stage = word?.[1] === undefined ? undefined : STAGES.get(word[1].toLowerCase());
  return stem === undefined || word === null || stage === undefined ? null : { rest: stem.slice(0, word.index), stage };
}

/** `receive`, `firewall`, `transmit` or `drop` when the name of a capture file ends so (`PA-A-rx.pcap`), else null. */
export function stageInFileName(path: string): string | null {
  return stagedName(path)?.stage ?? null;
}

/** The name of a capture file without its stage, which is no part of a device's name; other names as they are. */
export function withoutStage(path: string): string {
  return stagedName(path)?.rest ?? path;
}
