import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argusReason, argusState } from '../../../lab/compare/argus-state.ts';
import { compareFile } from '../../../lab/compare/compare.ts';
import { type ConnState, connState } from '../../../lab/compare/conn-state.ts';
import { type Connection, ourConnections } from '../../../lab/compare/connection.ts';
import { type Named, namedDifferences } from '../../../lab/compare/states.ts';
import { pcap } from '../../support/capture-file-builder.ts';
import { findDebianTool } from '../../support/debian-tool.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';
import { HANDSHAKE, type Segment, story } from '../../support/tcp-story.ts';

const INSTALLING = 600_000;

const CLIENT_FIN: Segment = { by: 'client', flags: 'FA', seq: 1, ack: 1 };
const SERVER_FIN: Segment = { by: 'server', flags: 'FA', seq: 1, ack: 1 };
const CLIENT_RST: Segment = { by: 'client', flags: 'R', seq: 1 };
const SERVER_RST: Segment = { by: 'server', flags: 'RA', seq: 0, ack: 1 };
const DATA: Segment = { by: 'client', flags: 'PA', seq: 1, ack: 1, payload: 'hello' };
const SYN = HANDSHAKE.filter(({ flags }) => flags === 'S');
const SYN_ACK = HANDSHAKE.filter(({ flags }) => flags === 'SA');

interface Told {
  readonly state: ConnState;
  readonly what: string;
  readonly packets: readonly Segment[];
}

/** Every state of Zeek's, by packets that its documentation describes. */
const STORIES: readonly Told[] = [
  { state: 'S0', what: 'a SYN that nothing answers', packets: SYN },
  { state: 'S1', what: 'a connection that nobody closed', packets: [...HANDSHAKE, DATA] },
  { state: 'SF', what: 'a connection that both closed', packets: [...HANDSHAKE, CLIENT_FIN, SERVER_FIN] },
  { state: 'REJ', what: 'a SYN that a reset answers', packets: [...SYN, SERVER_RST] },
  { state: 'S2', what: 'a connection that the client alone closed', packets: [...HANDSHAKE, CLIENT_FIN] },
  { state: 'S3', what: 'a connection that the server alone closed', packets: [...HANDSHAKE, SERVER_FIN] },
  { state: 'RSTO', what: 'a connection that the client reset', packets: [...HANDSHAKE, CLIENT_RST] },
  { state: 'RSTR', what: 'a connection that the server reset', packets: [...HANDSHAKE, DATA, SERVER_RST] },
  { state: 'RSTOS0', what: 'a SYN and a reset of the client, and no answer', packets: [...SYN, CLIENT_RST] },
  { state: 'RSTRH', what: 'a SYN-ACK and a reset of the server, and no SYN', packets: [...SYN_ACK, SERVER_RST] },
  { state: 'SH', what: 'a SYN and a FIN of the client, and no answer', packets: [...SYN, CLIENT_FIN] },
  { state: 'SHR', what: 'a SYN-ACK and a FIN of the server, and no SYN', packets: [...SYN_ACK, SERVER_FIN] },
  { state: 'OTH', what: 'data in the middle of a connection', packets: [DATA] },
];

function connectionsOf(packets: readonly Segment[]): readonly Connection[] {
  return ourConnections(digestOf(pcap(story(packets))).flows);
}

describe('the state of a connection by the rule of Zeek', () => {
  it.each(STORIES)('is $state for $what', ({ state, packets }) => {
    expect(connectionsOf(packets).map(connState)).toEqual([state]);
  });
});

describe('states that other programs give', () => {
  let folder = '';
  beforeAll(() => {
    for (const name of ['tshark', 'argus', 'ra'] as const) findDebianTool(name);
    folder = mkdtempSync(join(tmpdir(), 'roundtrip-states-'));
  }, INSTALLING);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(STORIES)('leave nothing unexplained for $what', async ({ state, packets }) => {
    const path = join(folder, `${state}.pcap`);
    writeFileSync(path, pcap(story(packets)));

    expect((await compareFile(path))?.filter(({ because }) => because === null)).toEqual([]);
  });
});

describe('a state of Argus', () => {
  const [only] = connectionsOf([...SYN_ACK]);
  const direction = only?.direction ?? '';
  const turned = direction.split(' > ').toReversed().join(' > ');

  it('is what its manual says for the packets', () => {
    const states = [SYN, [...SYN, ...SYN_ACK], [...HANDSHAKE, DATA], [...HANDSHAKE, CLIENT_FIN], [...SYN, SERVER_RST]];

    expect(states.flatMap(connectionsOf).map(argusState)).toEqual(['REQ', 'ACC', 'CON', 'FIN', 'RST']);
  });

  it('is of the other end when the first packet is a SYN-ACK, and that is explained', () => {
    const found = namedDifferences('argus', [named('ACC')], [{ direction: turned, state: 'ACC' }], reason());

    expect(found).toMatchObject([{ what: 'opened by', because: expect.stringContaining('first packet') }]);
  });

  it('is not explained when it differs otherwise', () => {
    const found = namedDifferences('argus', [named('ACC')], [named('FIN')], reason());

    expect(found).toMatchObject([{ what: 'state', ours: 'ACC', theirs: 'FIN', because: null }]);
  });

  function named(state: string): Named {
    return { direction, state };
  }

  function reason() {
    return argusReason(only === undefined ? [] : [only]);
  }
});
