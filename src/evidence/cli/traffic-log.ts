import type { TrafficLog } from '../../model/facts.ts';
import { type Block, cite, type Reading, type TextParser } from '../parser.ts';
import { worded } from './layout.ts';
import { type Columns, columnsOf, SYSLOG_COLUMNS } from './traffic-log-columns.ts';
import { recordFrom, syslogRecord, trafficRecord } from './traffic-log-csv.ts';
import { isPageHeading, pageRecordAt, startsPageRecord } from './traffic-log-page.ts';

/**
 * `show log traffic`: the page of two or three lines a record, `csv-output equal yes` and syslog lines of a collector.
 * One `traffic-log` a record. Only the page shows neither bytes nor the protocol.
 */
export const trafficLog: TextParser = {
  kind: 'traffic-log',
  commands: /^show log traffic\b/,
  looksLike: (block) =>
    block.lines.some(
      (line) => isPageHeading(line.text) || columnsOf(line.text) !== null || syslogRecord(line.text) !== null,
    ),
  read: readLog,
};

const TORN =
  'A record of the log is torn or its addresses are hidden: repeat the command with `csv-output equal yes`, without `| match`.';

function readLog(block: Block): Reading {
  const lines = worded(block.lines);
  const facts: TrafficLog[] = [];
  const read = new Set<number>();
  let columns: Columns = SYSLOG_COLUMNS;
  let torn = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const header = columnsOf(line.text);
    if (header !== null) columns = header;
    if (header !== null || isPageHeading(line.text)) {
      read.add(line.number);
      continue;
    }
    const cells = trafficRecord(line.text, columns);
    const page = cells === null ? pageRecordAt(lines, at) : null;
    const own = page?.lines ?? [line];
    const values = page?.values ?? (cells === null ? null : recordFrom(cells, columns));
    torn ||= values === null && (cells !== null || startsPageRecord(line.text));
    if (values === null) continue;
    facts.push({ kind: 'traffic-log', at: cite(block.source, own), ...values });
    for (const ownLine of own) read.add(ownLine.number);
    at += own.length - 1;
  }
  return torn ? { facts, read, problem: TORN } : { facts, read };
}
