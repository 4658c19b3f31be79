import { describe, expect, it } from 'vitest';
import { ethernet, tcp, udp } from '../../support/capture-builder.ts';
import { inTurn, pcap } from '../../support/capture-file-builder.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';
import { HANDSHAKE, story } from '../../support/tcp-story.ts';

const SERVER = '198.51.100.5:443';

function openings(count: number) {
  return Array.from({ length: count }, (_, index) => story(HANDSHAKE, `192.0.2.10:${20_000 + index}`)).flat();
}

describe('a capture with more conversations than are kept', () => {
  it('keeps the most telling ones and counts the rest', () => {
    const lonely = tcp({ from: '192.0.2.77:50000', to: SERVER, flags: 'S', sequence: 1 });
    const talk = inTurn(
      Array.from({ length: 9 }, () => ethernet(udp({ from: '192.0.2.78:5000', to: '192.0.2.79:53' }))),
    );
    const frames = [...talk, ...openings(20), ...inTurn([ethernet(lonely)])];

    const { summary, flows } = digestOf(pcap(frames), { kept: 3 });

    expect(summary).toMatchObject({ conversations: 22, leftOut: { conversations: 19, packets: 18 * 3 + 9 } });
    expect(flows.map(({ client }) => client.address)).toEqual(['192.0.2.10', '192.0.2.10', '192.0.2.77']);
  });

  it('always keeps what a person asks about', () => {
    const asked = ethernet(udp({ from: '192.0.2.78:5000', to: '192.0.2.79:53' }));

    const { flows } = digestOf(pcap([...inTurn([asked]), ...openings(30)]), {
      followed: 4,
      kept: 2,
      wanted: ['192.0.2.79'],
    });

    expect(flows.map(({ client }) => client.address)).toContain('192.0.2.78');
  });

  it('accounts for every packet, and takes none of a conversation that it gave up for the start of another', () => {
    const frames = openings(40);
    const late = Array.from({ length: 40 }, (_, index) =>
      ethernet(
        tcp({
          from: `192.0.2.10:${20_000 + index}`,
          to: SERVER,
          flags: 'PA',
          sequence: 1001,
          acknowledgement: 900_001,
          payload: 'x',
          ipId: 900 + index,
        }),
      ),
    );

    const { summary, flows } = digestOf(pcap([...frames, ...inTurn(late)]), { followed: 10 });

    const kept = flows.reduce((sum, { c2s, s2c }) => sum + c2s.packets + s2c.packets, 0);
    expect(kept + summary.leftOut.packets).toBe(160);
    expect(summary.conversations).toBe(40);
    expect(flows.every(({ knownBy }) => knownBy === 'syn')).toBe(true);
  });

  it('is read in memory that does not grow with it', () => {
    const frames = pcap(openings(400));
    const { flows } = digestOf(frames, { followed: 20, kept: 5, rungs: 2 });

    expect(flows).toHaveLength(5);
    expect(flows.every(({ ladder }) => ladder.length === 2)).toBe(true);
  });
});
