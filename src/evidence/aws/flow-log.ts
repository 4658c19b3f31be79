import type { Citation } from '../../model/evidence.ts';
import type { AwsFlowRecord } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import type { Block, Line, Reading, TextParser } from '../parser.ts';
import { cellsOf, DEFAULT_FIELDS, fieldsOfHeader, recordOf } from './flow-log-fields.ts';

/** `aws logs tail` puts the time and the log stream before the record, and the console puts the time. */
const PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)?\s+(?:eni-[0-9a-f]{4,40}-\w{1,20}\s+)?/;
/** `aws logs filter-log-events` and `get-log-events` put each record into an event of its own. */
const EVENT = /^"message": ?"([^"]*)",?$/;
const AROUND_EVENTS =
  /^(?:[[\]{},]{1,3}|"(?:events|searchedLogStreams)": ?\[\]?,?|"(?:timestamp|ingestionTime|eventId|logStreamName|nextToken|nextForwardToken|nextBackwardToken)": ?(?:\d+|"[^"]*"),?)$/;
const LONGEST_RECORD = 2_000;
/** A first record stands this near to the top. */
const HEAD = 20;
/** The fields of which half a word is no word: a number or an address at the end of a text may have been cut short. */
const ENDS_IN_WORD: ReadonlySet<string> = new Set(['log-status', 'action', 'flow-direction']);
const NO_HEADER =
  'It has records of another format than the default one, and no header: put the names of the fields above them.';

type Fields = readonly string[];

interface Row {
  readonly line: Line;
  readonly words: readonly string[];
}

/**
 * VPC flow log records: the default format (version 2), or any other below a header with the names of its fields.
 * Account numbers are not quoted.
 */
export const awsFlowLog: TextParser = {
  kind: 'aws-flow-log',
  commands: /^(?:\S{0,80}\/)?aws2?(?:\.exe)? logs (?:tail|get-log-events|filter-log-events)\b/,
  looksLike: (block) => {
    const [first, second] = rowsOf(block.lines.slice(0, HEAD));
    if (first === undefined) return false;
    const fields = fieldsOfHeader(first.words);
    return fields === null
      ? factOf(block, first, DEFAULT_FIELDS) !== null
      : fields.length > 3 && (second === undefined || factOf(block, second, fields) !== null);
  },
  read: readRecords,
};

function rowsOf(lines: readonly Line[]): readonly Row[] {
  return worded(lines).map((line) => {
    const text = line.text.length > LONGEST_RECORD ? '' : line.text.trim();
    const record = EVENT.exec(text)?.[1] ?? text;
    return { line, words: record.replace(PREFIX, '').split(/[\s,]+/) };
  });
}

function readRecords(block: Block): Reading {
  const facts: AwsFlowRecord[] = [];
  const read = new Set<number>();
  let fields: Fields = DEFAULT_FIELDS;
  let headed = false;
  const last = block.lines.at(-1);
  const rows = rowsOf(block.lines);
  for (const row of rows) {
    const header = fieldsOfHeader(row.words);
    const doubtful = row.line === last && !ENDS_IN_WORD.has(fields.at(-1) ?? '');
    const fact = header === null && !doubtful ? factOf(block, row, fields) : null;
    if (header !== null) {
      fields = header;
      headed = true;
    }
    if (fact !== null) facts.push(fact);
    if (header !== null || fact !== null || isAroundEvents(row.line)) read.add(row.line.number);
  }
  return facts.length === 0 && !headed ? { facts, read, problem: NO_HEADER } : { facts, read };
}

function isAroundEvents({ text }: Line): boolean {
  return text.length <= LONGEST_RECORD && AROUND_EVENTS.test(text.trim());
}

function factOf(block: Block, row: Row, fields: Fields): AwsFlowRecord | null {
  const cells = cellsOf(fields, row.words);
  if (cells === null || (fields === DEFAULT_FIELDS && cells.get('version') !== '2')) return null;
  const record = recordOf(cells);
  return record === null ? null : { kind: 'aws-flow-record', at: quoted(block.source, row, fields), ...record };
}

/** Fields that tell whose network it is, and nothing about the flow. */
const PRIVATE = /^(?:account-id|ecs-\S+-arn)$/;

function quoted(source: string, { line, words }: Row, fields: Fields): Citation {
  const quote = words.map((word, index) => (PRIVATE.test(fields[index] ?? '') ? '…' : word)).join(' ');
  return { source, lines: [line.number, line.number], quote: quote.slice(0, 160) };
}
