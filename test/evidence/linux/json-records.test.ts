import { describe, expect, it } from 'vitest';
import { toLines } from '../../../src/evidence/lines.ts';
import { jsonRecords, looksLikeJson } from '../../../src/evidence/linux/json-records.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import { pasted } from '../outputs.ts';

function valuesIn(text: string): readonly unknown[] {
  return jsonRecords(toLines(text)).records.map(({ value }) => value);
}

describe('the objects of a JSON array', () => {
  it('are found on one line and on many, whatever stands in their texts', () => {
    expect(valuesIn('[{"a":"}]\\"{"},{"b":[1,{"c":2}]}]')).toEqual([{ a: '}]"{' }, { b: [1, { c: 2 }] }]);
    expect(valuesIn('[ {\n  "a": 1\n },{\n  "b": {}\n} ]')).toEqual([{ a: 1 }, { b: {} }]);
    expect(valuesIn('[]')).toEqual([]);
  });

  it('are those before the cut when the array was cut', () => {
    const { records, read, whole } = jsonRecords(toLines('[ {\n"a": 1\n},{\n"b": "x'));

    expect(records.map(({ value }) => value)).toEqual([{ a: 1 }]);
    expect([...read]).toEqual([1, 2]);
    expect(whole).toBe(false);
  });

  it('are quoted by themselves, also when all stand on one line', () => {
    const text = `[root@web1 ~]# ip -j route\n[{"dst":"10.1.0.0/16","dev":"eth0","flags":[]},{"dst":"10.2.0.0/16","dev":"eth1","flags":[]}]`;

    const [evidence] = readEvidence([pasted(text, { obtained: 'file' })]);

    expect(evidence?.facts.map(({ at }) => [at.lines, at.quote]).slice(1)).toEqual([
      [[2, 2], '{"dst":"10.1.0.0/16","dev":"eth0","flags":[]}'],
      [[2, 2], '{"dst":"10.2.0.0/16","dev":"eth1","flags":[]}'],
    ]);
  });

  it('are none where the nesting is deeper than any that is printed, or the text is no JSON', () => {
    expect(valuesIn(`[{"a":${'['.repeat(50)}${']'.repeat(50)}}]`)).toEqual([]);
    expect(valuesIn('[{a:1}]')).toEqual([]);
    expect(looksLikeJson(toLines('default via 10.1.1.1 dev eth0'))).toBe(false);
  });
});
