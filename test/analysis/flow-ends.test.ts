import { expect, it } from 'vitest';
import { contextOf } from '../../src/analysis/context.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { block, CLIENT, detail, FLOW, row } from '../support/facts.ts';

const NAT = '198.51.100.7';

/** Sessions of the flow that are translated to these ports of one address. */
function listing(ports: readonly number[]): Evidence {
  const rows = ports.map((port, at) => {
    const plain = row({ id: at + 1 });
    return { ...plain, translatedSource: { address: NAT, port } };
  });
  return block('session-all', rows);
}

function clientsOf(ports: readonly number[]) {
  return contextOf({ flow: FLOW, symptoms: [], fixedAt: null, evidence: [listing(ports)] }).ends?.clients ?? [];
}

it('the ends of a flow have each name once, the flow’s own first', () => {
  expect(clientsOf([1024, 1025, 1024]).map(({ address, port }) => `${address} ${port}`)).toEqual([
    `${CLIENT} ${FLOW.client.port}`,
    `${NAT} 1024`,
    `${NAT} 1025`,
  ]);
});

it('a listing of thousands of sessions gives no more names than can be held against each of them', () => {
  expect(clientsOf(Array.from({ length: 3_000 }, (_, at) => 1_024 + at))).toHaveLength(1_000);
});

it('a session that lost the line of its port does not make any port one of the flow', () => {
  const whole = detail();
  const evidence = [block('session-id', [{ ...whole, c2s: { ...whole.c2s, sourcePort: null } }])];

  expect(contextOf({ flow: FLOW, symptoms: [], fixedAt: null, evidence }).ends?.clients).toEqual([FLOW.client]);
});
