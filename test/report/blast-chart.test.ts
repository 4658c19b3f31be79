import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Triage } from '../../src/model/triage.ts';
import { tellBlastRadius } from '../../src/report/blast-chart.ts';
import { toReport } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { diagnosisMessages } from '../../src/report/slack/diagnosis.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { triage } from '../../src/triage.ts';
import { HOSTILE } from '../support/hostile-triage.ts';
import { readScenario } from '../support/scenario.ts';
import { BYPASS_CONFIRMED, CASE } from '../support/triage-sample.ts';

const CHART = ['ethernet1/5  ▇▇▇▇▇▇▇▇▇▇  100 %  19 of 19 (+6 not told)', 'ethernet1/4                0 %  0 of 41'];
const SENTENCE = 'At FW-OFFICE, all 19 half-open flows leave by ethernet1/5, and none of the 41 whole ones does.';

describe('the chart of a blast radius', () => {
  let told: Triage;

  beforeAll(async () => {
    told = triage(await readScenario(fileURLToPath(new URL('../scenarios/some-users-by-egress', import.meta.url))));
  });

  it('has a line for each group, worst first, all of one width', () => {
    expect(tellBlastRadius(told)).toMatchObject({
      counts: '19 of 60 TCP flows are half-open (32 %); 6 more could not be told',
      charts: [
        { title: 'by the interface they leave by, at FW-OFFICE', lines: CHART },
        { title: 'by zones, at FW-OFFICE' },
      ],
    });
    expect(tellBlastRadius(told)?.sentences[0]).toBe(SENTENCE);
  });

  it('stands in the report for a terminal', () => {
    const text = renderTerminal(told, { colour: false, width: 120 });
    for (const part of ['BLAST RADIUS · 19 of 60', SENTENCE, ...CHART.map((line) => `    ${line}`)]) {
      expect(text).toContain(part);
    }
  });

  it('stands in the Markdown, the chart as code', () => {
    expect(renderMarkdown(told)).toContain(`\n\`\`\`text\n${CHART.join('\n')}\n\`\`\`\n`);
  });

  it('stands in the diagnosis for Slack, the chart in a box', () => {
    const text = JSON.stringify(diagnosisMessages({ case: CASE, triage: told, ticks: [] }));
    expect(text).toContain('Blast radius');
    expect(text).toContain(CHART.map((line) => `  ${line}`).join('\\n'));
  });

  it('stands in the report for programs', () => {
    const { blastRadius } = reportSchema.parse(toReport(told));
    expect(blastRadius).toMatchObject({ halfOpen: 19, whole: 41, couldNotTell: 6, sentence: SENTENCE });
    expect(blastRadius?.groupings[0]).toMatchObject({ dimension: 'egress', affected: ['ethernet1/5'] });
  });

  it('is left out where no crowd of flows was shown', () => {
    expect(tellBlastRadius(BYPASS_CONFIRMED)).toBe(null);
    expect(renderTerminal(BYPASS_CONFIRMED, { colour: false, width: 120 })).not.toContain('BLAST');
    expect(renderMarkdown(BYPASS_CONFIRMED)).not.toContain('Blast');
    expect(toReport(BYPASS_CONFIRMED)).not.toHaveProperty('blastRadius');
  });

  it('shows what a device calls its groups without obeying it, and cuts it', () => {
    const { blastRadius } = told;
    if (blastRadius === null) throw new Error('no blast radius');
    const groupings = blastRadius.groupings.map((grouping) => ({
      ...grouping,
      groups: grouping.groups.map((group) => ({ ...group, name: HOSTILE })),
    }));
    const lines = tellBlastRadius({ blastRadius: { ...blastRadius, groupings } })?.charts[0]?.lines ?? [];
    expect(lines.length).toBe(2);
    expect(lines.every((line) => line.length < 90 && !line.includes('\u001b'))).toBe(true);
  });
});
