import type { AwsFlowRecord } from '../../model/facts.ts';

/** The fields of the default format, version 2, in their order (Amazon VPC User Guide, flow log records). */
export const DEFAULT_FIELDS: readonly string[] =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

/** Every field that a custom format may have, versions 2 to 8. */
const KNOWN: ReadonlySet<string> = new Set([
  ...DEFAULT_FIELDS,
  ...`vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id
pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn ecs-cluster-name
ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name
ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason resource-id encryption-status`.split(/\s+/),
]);

/** The fields that a header line names; null when the line is no header. Some tools write `_` for `-`. */
export function fieldsOfHeader(words: readonly string[]): readonly string[] | null {
  const names = words.map((word) => word.toLowerCase().replaceAll('_', '-'));
  return names.length >= 2 && names.every((name) => KNOWN.has(name)) ? names : null;
}

export type Cells = ReadonlyMap<string, string>;

/** The cells of a record under their names, `-` left out; null when their number is another one. */
export function cellsOf(fields: readonly string[], words: readonly string[]): Cells | null {
  if (words.length !== fields.length) return null;
  return new Map(
    fields.flatMap((field, index) => (words[index] === '-' ? [] : [[field, words[index] ?? ''] as const])),
  );
}

/** The record of a line, without its place; null when a cell holds what its field cannot hold. */
export function recordOf(cells: Cells): Omit<AwsFlowRecord, 'kind' | 'at'> | null {
  const id = cells.get('interface-id') ?? cells.get('resource-id');
  const action = oneOf(cells.get('action')?.toLowerCase(), ['accept', 'reject'] as const);
  const status = oneOf(cells.get('log-status')?.toLowerCase(), ['ok', 'nodata', 'skipdata'] as const);
  const direction = oneOf(cells.get('flow-direction')?.toLowerCase(), ['ingress', 'egress'] as const);
  if (id === undefined || !/^eni-[0-9a-f]{4,40}$/.test(id)) return null;
  if (action === undefined || status === undefined || direction === undefined) return null;
  const numbers = ['srcport', 'dstport', 'protocol', 'packets', 'bytes', 'start', 'end'].map((name) =>
    whole(cells.get(name)),
  );
  if (numbers.includes(undefined)) return null;
  const [
    sourcePort = null,
    destinationPort = null,
    protocol = null,
    packets = null,
    bytes = null,
    start = null,
    end = null,
  ] = numbers;
  return {
    interface: id,
    source: cells.get('pkt-srcaddr') ?? cells.get('srcaddr') ?? null,
    destination: cells.get('pkt-dstaddr') ?? cells.get('dstaddr') ?? null,
    sourcePort,
    destinationPort,
    protocol,
    packets,
    bytes,
    start,
    end,
    action,
    status,
    direction,
  };
}

/** Null when the cell is empty, undefined when it holds another word. */
function oneOf<T extends string>(text: string | undefined, words: readonly T[]): T | null | undefined {
  return text === undefined ? null : words.find((word) => word === text);
}

function whole(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
