import { beforeAll, describe, expect, it } from 'vitest';
import { FOREIGN } from '../../../lab/adversary/attacks.ts';
import { drawMixUp, type MixedUp } from '../../../lab/adversary/mix-ups.ts';
import { accusedBy, type Subject, subjectOf } from '../../../lab/adversary/subject.ts';
import { randomOf } from '../../../lab/random.ts';
import { triage } from '../../../src/triage.ts';
import { readScenario } from '../../support/scenario.ts';
import { SCENARIOS } from '../../support/scenario-variations.ts';

async function subjectFrom(name: string, faults: Subject['faults']): Promise<Subject> {
  return subjectOf(name, await readScenario(`${SCENARIOS}${name}`), faults);
}

describe('what people mix up', () => {
  let subject: Subject;
  let drawn: readonly MixedUp[];

  /** The input of each mix-up of one kind. */
  const kind = (starts: string): readonly MixedUp[] => drawn.filter(({ how }) => how.startsWith(starts));

  beforeAll(async () => {
    subject = await subjectFrom('stale-session-linux-source-nat', ['stale-session']);
    const others = [await subjectFrom('mtu-black-hole-both-ends', ['mtu-black-hole'])];
    const random = randomOf(7);
    drawn = Array.from({ length: 200 }, () => drawMixUp(subject.input, subject, random, others)).filter(
      (one) => one !== null,
    );
  });

  it('are names: one file of each of two devices goes by the name of the other, with its prompts', () => {
    const [found] = kind('names exchanged: fw1-');
    const changed = found?.input.raw.filter((raw) => !subject.input.raw.includes(raw)) ?? [];

    expect(changed.map(({ observer }) => observer).sort()).toEqual(['fw1', 'till4']);
    for (const { source, observer = '', text } of changed) {
      expect(source.startsWith(observer)).toBe(false);
      expect(text).toContain(`@${observer} `);
    }
  });

  it('are times: of an output on the other side of the fix, and of the fix', () => {
    const [moved] = kind('on the other side of the fix');
    const sides = (input: Subject['input']): readonly boolean[] =>
      input.raw.map(({ takenAt = '' }) => takenAt > (input.fixedAt ?? ''));

    expect(sides(moved?.input ?? subject.input)).not.toEqual(sides(subject.input));
    expect(new Set(kind('a fix is told of').map(({ input }) => input.fixedAt)).size).toBeGreaterThan(3);
  });

  it('are the ends of the flow, of which the same is still asked', () => {
    const [turned] = kind('the flow told the wrong way round');
    const flow = turned?.input.flow;

    expect(flow?.client).toEqual(subject.input.flow?.server);
    const told = triage(subject.input);
    const reversed = { ...told, flow: flow ?? null };
    expect(accusedBy(reversed, subject)).toEqual(accusedBy(told, subject));
    expect(accusedBy(told, subject)).not.toEqual([]);
  });

  it('are incidents of the same addresses, of which either fault may then be named', () => {
    const [mixed] = kind('of the same addresses');
    const foreign = mixed?.input.raw.filter(({ source }) => source.startsWith(FOREIGN)) ?? [];
    const client = subject.flow?.client.address ?? '';

    expect(foreign.length).toBeGreaterThan(0);
    expect(
      kind('of the same addresses').some(({ input }) =>
        input.raw.some(({ text, source }) => source.startsWith(FOREIGN) && text.includes(client)),
      ),
    ).toBe(true);
    expect(mixed?.alsoRight).toEqual(['mtu-black-hole']);
  });

  it('are names only while all of the evidence is there to contradict them', () => {
    const less = { ...subject.input, raw: subject.input.raw.slice(1) };
    const random = randomOf(7);
    const again = Array.from({ length: 100 }, () => drawMixUp(less, subject, random, [])?.how ?? '');

    expect(again.filter((how) => how.includes('exchanged'))).toEqual([]);
  });
});
