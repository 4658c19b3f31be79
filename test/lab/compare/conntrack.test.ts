import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareConntrack } from '../../../lab/compare/conntrack.ts';
import { NOON, pcap } from '../../support/capture-file-builder.ts';
import { HANDSHAKE, type Segment, story } from '../../support/tcp-story.ts';

const ENDS = 'src=192.0.2.10 dst=198.51.100.5 sport=40000 dport=443';
const BACK = 'src=198.51.100.5 dst=192.0.2.10 sport=443 dport=40000';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-conntrack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A case of one gateway: what it captured, and its table so many seconds after the capture began. */
function given(packets: readonly Segment[], state: string, { afterSeconds = 5 } = {}): Promise<unknown> {
  const takenAt = new Date(NOON / 1000 + afterSeconds * 1000).toISOString();
  const files = `files:\n  gw1.txt:\n    observer: gw1\n    takenAt: ${takenAt}\n  gw1-eth0.pcap:\n    observer: gw1\n`;
  writeFileSync(join(folder, 'case.yml'), `flow: 192.0.2.10:40000 > 198.51.100.5:443/tcp\n${files}`);
  writeFileSync(
    join(folder, 'gw1.txt'),
    `[root@gw1 ~]# conntrack -L\ntcp 6 100 ${state} ${ENDS} ${BACK} mark=0 use=1\n`,
  );
  writeFileSync(join(folder, 'gw1-eth0.pcap'), pcap(story(packets)));
  return compareConntrack(folder);
}

const FINS: readonly Segment[] = [
  { by: 'client', flags: 'FA', seq: 1, ack: 1 },
  { by: 'server', flags: 'FA', seq: 1, ack: 2 },
];

describe('the connection table of a kernel held against the captures of its host', () => {
  it.each([
    { state: 'SYN_SENT', what: 'a SYN', packets: HANDSHAKE.slice(0, 1) },
    { state: 'SYN_RECV', what: 'a SYN and its SYN-ACK', packets: HANDSHAKE.slice(0, 2) },
    { state: 'ESTABLISHED', what: 'a handshake', packets: HANDSHAKE },
    { state: 'TIME_WAIT', what: 'two FINs', packets: [...HANDSHAKE, ...FINS] },
    { state: 'CLOSE', what: 'a reset', packets: [...HANDSHAKE, { by: 'client', flags: 'R', seq: 1 } as const] },
  ])('agrees with $state for $what', async ({ state, packets }) => {
    expect(await given(packets, state)).toEqual({ compared: 1, differences: [] });
  });

  it('is that of its own time: what was captured later is not in it', async () => {
    const later = FINS.map((one) => ({ ...one, after: 20_000 }));

    expect(await given([...HANDSHAKE, ...later], 'ESTABLISHED')).toEqual({ compared: 1, differences: [] });
  });

  it('may know more when replies pass by an interface that was not captured', async () => {
    expect(await given(HANDSHAKE.slice(0, 1), 'ESTABLISHED')).toMatchObject({
      differences: [{ ours: 'SYN_SENT', theirs: 'ESTABLISHED', because: expect.stringContaining('not captured') }],
    });
  });

  it('may know more when the capture lost packets that are acknowledged in it', async () => {
    const acknowledged: Segment = { by: 'server', flags: 'A', seq: 1, ack: 200 };

    expect(await given([...HANDSHAKE, acknowledged], 'TIME_WAIT')).toMatchObject({
      differences: [{ theirs: 'TIME_WAIT', because: expect.stringContaining('lost packets') }],
    });
  });

  it('is not explained when it knows less than what was captured', async () => {
    expect(await given([...HANDSHAKE, ...FINS], 'SYN_SENT')).toMatchObject({
      differences: [{ theirs: 'SYN_SENT', because: null }],
    });
  });

  it('is not compared where no case names who looked and when', async () => {
    writeFileSync(join(folder, 'gw1.txt'), `[root@gw1 ~]# conntrack -L\ntcp 6 100 ESTABLISHED ${ENDS} ${BACK} use=1\n`);

    expect(await compareConntrack(folder)).toBeNull();
  });
});
