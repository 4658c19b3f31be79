import { describe, expect, it } from 'vitest';
import { traceroute } from '../../../src/evidence/linux/traceroute.ts';
import type { Traceroute } from '../../../src/model/facts.ts';
import { fixtureBlock, unreadIn } from './fixture-block.ts';

type Trail = Pick<Traceroute, 'destination' | 'reached'> & { readonly hops: readonly (readonly string[])[] };

/** The traceroutes of a fixture without their citations: the addresses of hop 1, 2, … */
function trailsIn(name: string): readonly Trail[] {
  return traceroute
    .read(fixtureBlock(name))
    .facts.filter((fact) => fact.kind === 'traceroute')
    .map(({ destination, reached, hops }) => ({ destination, reached, hops: hops.map((hop) => hop.addresses) }));
}

describe('traceroute', () => {
  it('takes the address of each hop once, beside names, times, marks and silent probes', () => {
    expect(trailsIn('traceroute/names-and-marks')).toEqual([
      { destination: '10.77.3.41', reached: false, hops: [['10.44.7.254', '10.44.7.253'], [], ['10.99.0.6']] },
    ]);
  });

  it('is reached when the last hop answers from the target', () => {
    expect(trailsIn('traceroute/ipv6-reached')).toEqual([
      { destination: '2001:db8::10', reached: true, hops: [['2001:db8:1::1'], ['2001:db8::10']] },
    ]);
  });

  it('reads several runs, and the second line of a hop that answered from two addresses', () => {
    expect(trailsIn('traceroute/from-firewall-two-targets')).toEqual([
      { destination: '198.51.100.77', reached: true, hops: [['203.0.113.1'], ['198.51.100.77']] },
      { destination: '198.51.100.78', reached: false, hops: [['203.0.113.1', '192.0.2.1'], []] },
    ]);
  });

  it('reads tracepath, which counts the host itself and repeats a hop', () => {
    expect(trailsIn('traceroute/tracepath')).toEqual([
      { destination: '10.77.3.41', reached: true, hops: [['10.44.7.254'], [], ['10.77.3.41']] },
    ]);
  });

  it('cites the line of each hop', () => {
    const [trail] = traceroute.read(fixtureBlock('traceroute/names-and-marks')).facts;

    expect(trail).toMatchObject({
      at: { lines: [3, 5] },
      hops: [{ at: { lines: [3, 3] } }, { at: { lines: [4, 4], quote: '2 * * *' } }, { at: { lines: [5, 5] } }],
    });
  });

  it('says what is missing when nothing was sent, and leaves the refusal unread', () => {
    const block = fixtureBlock('traceroute/nothing-sent');

    const reading = traceroute.read(block);

    expect(reading.facts).toEqual([]);
    expect(reading.problem).toContain('hops are missing');
    expect(unreadIn(block, reading.read)).toEqual([3]);
  });

  it.each(['names-and-marks', 'ipv6-reached', 'from-firewall-two-targets', 'tracepath'])(
    'understands every line of %s, and knows it without its command',
    (name) => {
      const block = fixtureBlock(`traceroute/${name}`);

      expect(unreadIn(block, traceroute.read(block).read)).toEqual([]);
      expect(traceroute.looksLike({ ...block, command: null })).toBe(true);
    },
  );

  it('leaves a line alone that is no part of a path', () => {
    const block = fixtureBlock('traceroute/ipv6-reached');
    const remark = { number: 9, text: ' 3  this is where it gets slow' };

    expect(
      unreadIn({ ...block, lines: [remark] }, traceroute.read({ ...block, lines: [...block.lines, remark] }).read),
    ).toEqual([9]);
  });

  it.each([
    'traceroute -n 192.0.2.1',
    'tracepath 192.0.2.1',
    '/usr/sbin/traceroute6 2001:db8::1',
    'traceroute host 192.0.2.1',
  ])('takes the command "%s"', (command) => {
    expect(traceroute.commands.test(command)).toBe(true);
  });
});
