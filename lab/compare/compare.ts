import { openFile, readContent } from '../../src/cli/read-content.ts';
import { placeOfDebianTool } from '../../test/support/debian-tool.ts';
import { tcptraceDirections } from '../../test/support/tcptrace.ts';
import { tsharkFields } from '../../test/support/tshark.ts';
import { ourStates, tsharkStates } from './completeness.ts';
import { ourCounts, TSHARK_FIELDS, TSHARK_FILTER, tcptraceCounts, tsharkCounts } from './counts.ts';
import { countDifferences, type Difference, type Digest, stateDifferences } from './differences.ts';

/** Compares the digest of one capture file with what tshark and tcptrace say of it; null when it is no capture. */
export async function compareFile(path: string): Promise<readonly Difference[] | null> {
  const content = await readContent(openFile(path));
  if (!content.ok || !('capture' in content.value)) return null;
  return [...withTshark(path, content.value.capture), ...withTcptrace(path, content.value.capture)];
}

function withTshark(path: string, digest: Digest): readonly Difference[] {
  const tshark = placeOfDebianTool('tshark');
  if (tshark === null) return [];
  const rows = tsharkFields(tshark, path, TSHARK_FILTER, TSHARK_FIELDS, ['-2']);
  return [
    ...countDifferences('tshark', digest, ourCounts(digest.flows), tsharkCounts(rows)),
    ...stateDifferences('tshark', digest, ourStates(digest.flows), tsharkStates(rows)),
  ];
}

function withTcptrace(path: string, digest: Digest): readonly Difference[] {
  const tcptrace = placeOfDebianTool('tcptrace');
  // It ends with an error on a capture without TCP, and reads no pcapng in some of its builds.
  if (tcptrace === null || !digest.flows.some(({ protocol }) => protocol === 'tcp')) return [];
  const directions = tcptraceDirections(tcptrace, path);
  return countDifferences('tcptrace', digest, ourCounts(digest.flows), tcptraceCounts(directions));
}

/** What two programs say of one capture and do not agree on, for a terminal; ends with a line break. */
export function comparedText(path: string, differences: readonly Difference[]): string {
  if (differences.length === 0) return `${path}: the same\n`;
  const lines = differences.map(
    ({ program, of, what, ours, theirs, because }) =>
      `  ${of}: ${what} ${ours}, ${program} ${theirs}: ${because ?? 'NOT EXPLAINED'}\n`,
  );
  return `${path}:\n${lines.join('')}`;
}
