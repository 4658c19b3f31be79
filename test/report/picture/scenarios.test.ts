import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { altText, picturesOf } from '../../../src/report/picture/index.ts';
import { elementsOf, pictureOf, textsOf, triageOf } from './drawn.ts';

const SCENARIOS = readdirSync(new URL('../../scenarios/', import.meta.url));
const DRAWN = SCENARIOS.filter((_, index) => index % 4 === 0);

describe('the picture of the ways', () => {
  it('shows devices that both pass across, the others on their own side, and where the ways part', async () => {
    const picture = await pictureOf('return-path-bypass-router-tables', 'paths');

    expect(picture?.title).toBe('Requests pass FW-DC1; replies come back by core-3');
    expect(textsOf(picture?.svg ?? '').slice(3, -3)).toEqual([
      'Client 10.20.30.41',
      'access-1',
      'FW-DC1',
      '✕ no reply seen',
      'core-3',
      'leaf-2',
      '◆ the ways part here',
      'Server 10.50.60.10',
    ]);
    const boxes = elementsOf(picture?.svg ?? '').filter(
      ({ name, attributes }) => name === 'rect' && attributes.rx === '6',
    );
    expect(boxes.map(({ attributes }) => attributes.width)).toEqual(['328', '328', '150', '150', '328', '328']);
  });

  it('says the same in sentences, in the order in which packets pass', async () => {
    const picture = await pictureOf('return-path-bypass-router-tables', 'paths');

    expect(picture?.twin).toEqual([
      'Requests pass FW-DC1; replies come back by core-3.',
      'Request, by the routing tables: 10.20.30.41 → access-1 → FW-DC1 (no reply seen here) → leaf-2 → 10.50.60.10.',
      'Reply, by the routing tables: 10.50.60.10 → leaf-2 → core-3 → access-1 → 10.20.30.41.',
      'The ways part at leaf-2.',
      expect.stringMatching(/^From 1-firewall\.txt, /),
    ]);
  });

  it('draws a question mark for what nobody showed, and claims no way of a reply that nobody saw', async () => {
    const picture = await pictureOf('return-path-bypass-capture-files', 'paths');

    expect(picture?.title).toBe('Requests pass FW-A; no reply was seen there');
    expect(textsOf(picture?.svg ?? '').filter((text) => text === '?')).toHaveLength(4);
    expect(picture?.twin).toContain('Reply: nothing of its way is shown.');
    expect(picture?.svg).not.toContain('stroke="#a83f00" stroke-width="3" stroke-dasharray="8 5"/><path d="M268');
  });

  it('takes the routers of a trace by their addresses', async () => {
    const picture = await pictureOf('return-path-bypass-traceroute', 'paths');

    expect(picture?.title).toBe('Requests pass FW-DC1; replies come back by 10.50.60.254 and 10.99.0.6');
    expect(picture?.twin).toContain('Reply, by a trace: 10.50.60.10 → 10.50.60.254 → 10.99.0.6 → 10.20.30.41.');
  });

  it('names both interfaces of the firewall that answers by another one', async () => {
    const picture = await pictureOf('return-zone-change', 'paths');

    expect(picture?.title).toBe('FW-CORE sends replies out by another interface');
    expect(textsOf(picture?.svg ?? '').join(' ')).toContain('in by ethernet1/1 (users), back by ethernet1/6 (wan)');
  });

  it('shows a circle as one', async () => {
    const picture = await pictureOf('routing-loop', 'paths');

    expect(picture?.title).toBe('Replies go round between core-2 and core-3');
    expect(picture?.twin.join(' ')).toContain('core-2 → core-3 → core-2 again, in a circle.');
  });
});

describe('the ladder', () => {
  it('shows for each place what passed, what did not, and when', async () => {
    const picture = await pictureOf('return-path-bypass-captures', 'handshake');

    expect(picture?.title).toBe('The SYN passes FW-EDGE; its SYN-ACK was seen at FW-BRANCH only');
    expect(textsOf(picture?.svg ?? '')).toEqual(
      expect.arrayContaining(['FW-EDGE', 'FW-BRANCH', 'SYN ×4 · 0 s – 7.1 s', 'SYN-ACK ×4 · 0 s – 7.1 s', 'ACK']),
    );
    expect(picture?.twin.slice(1, 3)).toEqual([
      'SYN, client to server: seen 4 times (0 s – 7.1 s) at FW-EDGE; not seen at FW-BRANCH.',
      'SYN-ACK, server to client: not seen at FW-EDGE; seen 4 times (0 s – 7.1 s) at FW-BRANCH.',
    ]);
  });

  it('leaves open what a one-sided capture cannot show', async () => {
    const picture = await pictureOf('inconclusive-one-sided-capture', 'handshake');

    expect(picture?.title).toBe('Whether the SYN was answered is not shown');
    expect(picture?.twin).toContain('SYN-ACK, server to client: cannot be told at SPAN-7.');
  });

  it.each([
    ['server-refused-captured', 'The SYN is answered by a reset'],
    ['healthy-captured-as-text', 'The handshake completes'],
    ['return-path-bypass-capture-files', 'Only the client’s packets pass, and no reply was seen'],
  ])('of %s says: %s', async (name, title) => {
    expect((await pictureOf(name, 'handshake'))?.title).toBe(title);
  });
});

describe('the growth', () => {
  it('draws one scale for both directions, and how much came since', async () => {
    const picture = await pictureOf('healthy', 'growth');

    expect(picture?.title).toBe('Both directions grow at FW-DC1');
    const shown = textsOf(picture?.svg ?? '');
    expect(shown).toEqual(expect.arrayContaining(['10,220 bytes', '14,800 bytes · +4,580', '120,455 bytes · +32,335']));
  });
});

describe('the blast radius', () => {
  it('draws a bar for each group and marks the affected', async () => {
    const picture = await pictureOf('some-users-by-egress', 'blast-radius');

    expect(picture?.title).toMatch(/all 19 half-open flows leave by ethernet1\/5/);
    expect(textsOf(picture?.svg ?? '')).toEqual(
      expect.arrayContaining(['✕ ethernet1/5', '19 of 19 (+6 not told)', '0 of 41']),
    );
    expect(picture?.twin).toContain('ethernet1/4: 0 of 41 half-open.');
  });
});

describe('every picture', () => {
  it.each(DRAWN)(
    'of %s is well-formed, of bounded size, with type that a phone shows, and a description',
    async (name) => {
      for (const picture of picturesOf(await triageOf(name))) {
        const elements = elementsOf(picture.svg);
        const sizes = elements
          .filter((one) => one.name === 'text')
          .map(({ attributes }) => Number(attributes['font-size']));
        const small = sizes.filter((size) => size < 14);
        expect(small.length).toBeLessThanOrEqual(2);
        expect(picture.width).toBe(360);
        expect(picture.height).toBeLessThan(2000);
        expect(elements.find((one) => one.name === 'title')?.text).toBe(picture.title);
        expect(altText(picture).length).toBeLessThanOrEqual(1000);
        for (const station of picture.twin) expect(station).not.toBe('');
      }
    },
  );
});
