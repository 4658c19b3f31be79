import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';

const HEAD = [
  'VIRTUAL ROUTER: default (id 1)',
  '  ==========',
  'destination                                 nexthop                                 metric flags      age   interface          next-AS   ',
];
const ROWS = [
  '10.20.30.0/24                               10.71.0.1                               10     A S              ethernet1/1                  ',
  '10.50.60.0/24                               10.72.0.1                               10     A S              ethernet1/2                  ',
];
const TOTAL = 'total routes shown: 2';

function read(rows: readonly string[], command = 'show routing route') {
  const text = ['admin@FW-A> '.concat(command), '', ...HEAD, ...rows, ''].join('\n');
  const [evidence] = readEvidence([{ source: 'fw', obtained: 'paste', text }]);
  return { parsed: evidence?.parsed, routes: evidence?.facts.length };
}

describe('show routing route', () => {
  it('is whole with the total of its rows', () => {
    expect(read([...ROWS, '', TOTAL])).toEqual({ parsed: 'whole', routes: 2 });
  });

  it('is read in part when it ends before its total, or has fewer rows than that', () => {
    expect(read(ROWS)).toEqual({ parsed: 'part', routes: 2 });
    expect(read([...ROWS.slice(0, 1), '', TOTAL])).toEqual({ parsed: 'part', routes: 1 });
  });
});
