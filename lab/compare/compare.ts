import { openFile, readContent } from '../../src/cli/read-content.ts';
import { argusFlows } from '../../test/support/argus.ts';
import { placeOfDebianTool } from '../../test/support/debian-tool.ts';
import { tcptraceDirections } from '../../test/support/tcptrace.ts';
import { tsharkFields } from '../../test/support/tshark.ts';
import { argusReason, argusState, namedByArgus } from './argus-state.ts';
import { ourStates, tsharkStates } from './completeness.ts';
import { connState } from './conn-state.ts';
import { type Connection, ourConnections, tsharkConnections } from './connection.ts';
import { argusCounts, ourCounts, TSHARK_FIELDS, TSHARK_FILTER, tcptraceCounts, tsharkCounts } from './counts.ts';
import { countDifferences, type Difference, type Digest, stateDifferences } from './differences.ts';
import { boundedOr, type Named, namedDifferences } from './states.ts';

/** Compares the digest of one capture file with what tshark, tcptrace and Argus say of it; null when it is no capture. */
export async function compareFile(path: string): Promise<readonly Difference[] | null> {
  const content = await readContent(openFile(path));
  if (!content.ok || !('capture' in content.value)) return null;
  const { capture } = content.value;
  return [...withTshark(path, capture), ...withTcptrace(path, capture), ...withArgus(path, capture)];
}

function withTshark(path: string, digest: Digest): readonly Difference[] {
  const tshark = placeOfDebianTool('tshark');
  if (tshark === null) return [];
  const rows = tsharkFields(tshark, path, TSHARK_FILTER, TSHARK_FIELDS, ['-2']);
  return [
    ...countDifferences('tshark', digest, ourCounts(digest.flows), tsharkCounts(rows)),
    ...stateDifferences('tshark', digest, ourStates(digest.flows), tsharkStates(rows)),
    ...connStateDifferences(digest, tsharkConnections(rows)),
  ];
}

/** Zeek's states: its rule, applied to what tshark read and to what the digest says. */
function connStateDifferences({ flows, summary }: Digest, theirs: readonly Connection[]): readonly Difference[] {
  const name = (one: Connection): Named => ({ direction: one.direction, state: connState(one) });
  const reason = boundedOr(summary.leftOut.conversations, () => null);
  return namedDifferences("Zeek's rule on tshark", ourConnections(flows).map(name), theirs.map(name), reason);
}

function withArgus(path: string, digest: Digest): readonly Difference[] {
  const [argus, ra] = [placeOfDebianTool('argus'), placeOfDebianTool('ra')];
  if (argus === null || ra === null) return [];
  const flows = argusFlows(argus, ra, path);
  const connections = ourConnections(digest.flows);
  const ours = connections.map((one) => ({ direction: one.direction, state: argusState(one) }));
  const reason = boundedOr(digest.summary.leftOut.conversations, argusReason(connections));
  return [
    ...countDifferences('argus', digest, ourCounts(digest.flows), argusCounts(flows)),
    ...namedDifferences('argus', ours, namedByArgus(flows), reason),
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
