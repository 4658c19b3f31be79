import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';

const read = (name: string) => readScenario(fileURLToPath(new URL(`../scenarios/${name}`, import.meta.url)));

describe('what can be drawn', () => {
  it.each(['return-path-bypass-captures', 'return-path-bypass-router-tables', 'healthy', 'stale-session'])(
    'of %s does not depend on the order of the evidence, nor on pieces that come twice',
    async (name) => {
      const input = await read(name);
      const { scenes } = triage(input);

      expect(scenes.length).toBeGreaterThan(0);
      expect(triage({ ...input, raw: [...input.raw].reverse() }).scenes).toEqual(scenes);
      const again = input.raw.map((one) => ({ ...one, source: `z-${one.source}` }));
      const twice = triage({ ...input, raw: [...input.raw, ...again] }).scenes;
      expect(twice.map(withoutSources)).toEqual(scenes.map(withoutSources));
    },
  );

  it('is nothing without a flow', () => {
    expect(triage({ raw: [], flow: null, symptoms: [], fixedAt: null }).scenes).toEqual([]);
  });

  it('takes the client’s own capture for no device on the way', async () => {
    const scenes = triage(await read('healthy-captured-as-text')).scenes;

    expect(scenes.map(({ kind }) => kind)).toEqual(['handshake']);
  });
});

function withoutSources<Scene extends { readonly sources: readonly string[] }>({ sources: _, ...rest }: Scene) {
  return rest;
}
