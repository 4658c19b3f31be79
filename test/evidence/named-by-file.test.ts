import { describe, expect, it } from 'vitest';
import { deviceInFileName, namedByFile } from '../../src/evidence/named-by-file.ts';
import { readEvidence } from '../../src/evidence/read.ts';
import type { RawEvidence } from '../../src/model/evidence.ts';

describe('the device in a file’s name', () => {
  it.each([
    ['PA-A.txt', 'PA-A'],
    ['pa-b session all.txt', 'pa-b'],
    ['incident/01-edge-show-session-id.txt', 'edge'],
    ['fw1_counters_after.log', 'fw1'],
    ['fw-2-session.txt', 'fw-2'],
    ['FW-BRANCH.session.xml', 'FW-BRANCH'],
    ['web1.txt', 'web1'],
  ])('%s names %s', (path, device) => {
    expect(deviceInFileName(path)).toBe(device);
  });

  it.each([
    'session.txt',
    '1-session.txt',
    'show_counter_global_2.txt',
    'firewall.txt',
    'output3.log',
    '2026-11-10.txt',
    '',
  ])('%s names nobody', (path) => {
    expect(deviceInFileName(path)).toBeNull();
  });
});

describe('evidence without a prompt', () => {
  const reply = 'No Active Sessions\n';
  const raw = (source: string, obtained: RawEvidence['obtained'], text = reply): RawEvidence => ({
    source,
    obtained,
    text,
  });
  const observers = (...given: readonly RawEvidence[]) => readEvidence(given).map(({ observer }) => observer);

  it('comes from the device that its file names', () => {
    expect(observers(raw('PA-A session.txt', 'file'), raw('PA-B session.txt', 'upload'))).toEqual(['PA-A', 'PA-B']);
  });

  it('comes from the device of a prompt elsewhere when the file’s name is found in that device’s name alone', () => {
    const prompt = raw('1.txt', 'file', `admin@FW-EDGE> show session all\n\n${reply}`);

    expect(observers(prompt, raw('edge-session.txt', 'file'))).toEqual(['FW-EDGE', 'FW-EDGE']);
    expect(observers(prompt, raw('fw-branch.txt', 'file'))).toEqual(['FW-EDGE', 'fw-branch']);
  });

  it('is not renamed when a prompt or a person names the device', () => {
    expect(observers({ ...raw('branch.txt', 'file'), observer: 'FW-7' })).toEqual(['FW-7']);
    expect(observers(raw('branch.txt', 'file', `admin@FW-9> show session all\n${reply}`))).toEqual(['FW-9']);
  });

  it('stays without a name when it was pasted', () => {
    expect(observers(raw('paste-3', 'paste'))).toEqual([null]);
    expect(namedByFile([{ source: 'pa-a', observer: null }], [])).toEqual([{ source: 'pa-a', observer: null }]);
  });
});
