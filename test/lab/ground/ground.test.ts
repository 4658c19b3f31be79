import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namespacesOf } from '../../../lab/ground/names.ts';
import { namedNamespaces } from '../../../lab/ground/reaper.ts';
import { make } from '../../../lab/make.ts';
import { lacks, lackText } from '../../../lab/need.ts';
import { healthy } from '../../../lab/networks/healthy.ts';
import { plannedOne } from '../../../lab/plan.ts';

const lacking = await lacks();
if (lacking.length === 0) enterTheGround();
else {
  process.stderr.write(
    `\n*** THE PROVING GROUND WAS NOT ENTERED. ***\n${lackText(lacking)}*** No incident was made by this run of the tests. ***\n\n`,
  );
}

function enterTheGround(): void {
  describe('the proving ground', () => {
    it('makes a healthy network, sends real traffic, collects evidence that can be read, and leaves nothing behind', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'roundtrip-lab-test-'));
      const incident = plannedOne(healthy, 7, 1);
      const made = await make(incident, { folder, number: 1, now: () => new Date() });
      rmSync(folder, { recursive: true });
      expect(made).toMatchObject({ ok: true });
      if (!made.ok) return;
      const { experienced, input, told } = made.value;
      expect(experienced.filter(({ succeeded, tried }) => succeeded < tried)).toEqual([]);
      expect(input.unreadable).toEqual([]);
      expect(input.raw.filter(({ capture }) => capture !== undefined).length).toBeGreaterThan(0);
      expect(
        told.evidence.filter(({ parsed }) => parsed !== 'whole').map(({ source, kind }) => [source, kind]),
      ).toEqual([]);
      const [first] = told.diagnosis.patterns;
      expect(first?.id).toBe('healthy');
      expect(namespacesOf(namedNamespaces(), process.pid)).toEqual([]);
    });
  });
}
