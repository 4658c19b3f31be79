import { isLayout } from '../cli/layout.ts';
import type { Line } from '../parser.ts';

/** One meaning of a legend: `O - OSPF`, `I L1 - IS-IS level 1`, `(!) - FRR Backup path`. */
const MEANING = /^(?:Codes:\s{0,8})?\S{1,3}(?:\s\S{1,2})?\s{1,4}- \S/;
const REMARKS: readonly RegExp[] = [
  /^IPv6 Routing Table - \d+ entries$/,
  /^! IP routing not enabled$/,
  /^Gateway of last resort\b/,
  /\bis (?:variably )?subnetted, \d+ subnets/,
  /^\w{3} \w{3}\s+\d+ \d+:\d+:\d+(?:\.\d+)? \S+$/,
  /^WARNING: Some of the routes are not programmed in$/,
  /^kernel, and they are marked with '%'\.$/,
  /^'[^']{1,12}'\s.*denotes /,
];
const LONGEST_REMARK = 300;

/** True for a line of a routing table that explains it or shapes it, and names no route itself. */
export function isRemark(line: Line): boolean {
  const text = line.text.trim();
  if (text.length > LONGEST_REMARK) return false;
  return isLayout(line) || REMARKS.some((pattern) => pattern.test(text)) || isLegend(text);
}

function isLegend(text: string): boolean {
  if (!text.includes('- ')) return false;
  const parts = text.split(/,\s*/).filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => MEANING.test(part));
}
