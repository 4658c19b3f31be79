import { describe, expect, it } from 'vitest';
import { pbfPolicyMatch } from '../../../src/evidence/cli/pbf-policy-match.ts';
import type { Block } from '../../../src/evidence/parser.ts';

const ASKED =
  'test pbf-policy-match from "guest wifi" source 10.66.0.9 destination 203.0.113.80 protocol 17 destination-port 53';

function silentBlock(command: string | null): Block {
  return { source: 'paste-1', observer: 'fw-harbour', command, lines: [{ number: 8, text: '' }] };
}

describe('test pbf-policy-match', () => {
  it('takes a firewall that prints nothing as the answer that no rule matches', () => {
    expect(pbfPolicyMatch.read(silentBlock(ASKED)).facts).toEqual([
      {
        kind: 'pbf-match',
        at: { source: 'paste-1', lines: [7, 7], quote: ASKED },
        from: 'guest wifi',
        source: '10.66.0.9',
        destination: '203.0.113.80',
        port: 53,
        protocol: 'udp',
        rule: null,
      },
    ]);
  });

  it('makes nothing of silence when it is not known what was asked', () => {
    expect(pbfPolicyMatch.read(silentBlock(null)).facts).toEqual([]);
  });
});
