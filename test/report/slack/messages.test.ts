import { describe, expect, it } from 'vitest';
import { caseCard } from '../../../src/report/slack/card.ts';
import { changesMessages } from '../../../src/report/slack/changes.ts';
import { checklistMessages } from '../../../src/report/slack/checklist.ts';
import { diagnosisMessages } from '../../../src/report/slack/diagnosis.ts';
import { explainMessages } from '../../../src/report/slack/explain.ts';
import { handoffMessages } from '../../../src/report/slack/handoff.ts';
import type { SlackMessage } from '../../../src/report/slack/message.ts';
import { triageModal } from '../../../src/report/slack/triage-modal.ts';
import { patternChecks } from '../../../src/triage.ts';
import { checkView } from '../../../src/warroom/blocks/check-view.ts';
import { BYPASS } from '../../support/ledger-sample.ts';
import { BYPASS_CONFIRMED, CASE, EVENTS, FLOW, INCONCLUSIVE, TICKS } from '../../support/triage-sample.ts';
import { readable } from './accepted.ts';

const view = { case: CASE, triage: BYPASS_CONFIRMED, ticks: TICKS };

function textOf(messages: readonly SlackMessage[]): string {
  return messages.flatMap(({ blocks }) => readable(blocks)).join('\n');
}

function buttonsOf(message: SlackMessage): readonly (string | undefined)[] {
  const elements = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  return elements.flatMap((element) => (element.type === 'button' ? [element.action_id] : []));
}

describe('the case card', () => {
  it('says the verdict, the flow, what to do and what not, and how far the checklist is', () => {
    const text = textOf([caseCard(view)]);
    expect(text).toContain('RT-7 · Asymmetric, confirmed');
    expect(text).toContain('TCP 10.20.0.15:51544 → 198.51.100.20:443');
    expect(text).toContain('Next: \nthe server 198.51.100.20: shows the hop where the reply turns away');
    expect(text).toContain('Do not: ');
    expect(text).not.toContain('Strongest candidate');
    expect(text).toContain('2 of 4');
    expect(text).toContain('2 not wholly read');
  });

  it('offers what can be done now and nothing else', () => {
    expect(buttonsOf(caseCard(view))).toEqual([
      'case.diagnosis',
      'case.explain',
      'case.checklist',
      'case.handoff',
      'case.fixed',
      'case.close',
    ]);
    expect(buttonsOf(caseCard({ ...view, triage: null }))).toEqual(['case.handoff', 'case.close']);
    expect(buttonsOf(caseCard({ ...view, case: { ...CASE, status: 'closed' } }))).toEqual([
      'case.reopen',
      'case.handoff',
    ]);
  });

  it('says that a fix was reported and no longer asks for it', () => {
    const card = caseCard({ ...view, case: { ...CASE, fixedAt: '2026-03-02T03:10:00Z' } });
    expect(textOf([card])).toContain('fix reported 2026-03-02 03:10 UTC');
    expect(buttonsOf(card)).not.toContain('case.fixed');
  });
});

describe('the diagnosis', () => {
  it('tells the parts in reading order', () => {
    const text = textOf(diagnosisMessages(view));
    const parts = [
      'Mind',
      'Leading cause',
      'For',
      'Next',
      'Fix, best first',
      'Do not try',
      'Steps',
      'Other causes',
      'Evidence',
    ];
    const places = parts.map((part) => text.indexOf(`\n${part}`));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('cites the lines that the claims rest on', () => {
    expect(textOf(diagnosisMessages(view))).toContain('fw-east-session.txt:24\n  total byte count(s2c) : 0');
  });

  it('puts each command alone into a box', () => {
    const elements = diagnosisMessages(view)
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.type === 'rich_text' ? block.elements : []));
    const boxes = elements.filter(({ type }) => type === 'rich_text_preformatted').map((box) => readable(box).join(''));
    expect(boxes).toContain('traceroute -n 10.20.0.15');
  });

  it('says a finding once where the ledger repeats it in its reason', () => {
    const says =
      'FW-EAST: the request came in (48576 bytes client to server), and not one byte came back through here.';
    const leader = {
      ...BYPASS,
      for: BYPASS.for.slice(0, 1).map((line) => ({ ...line, because: `${says} It is so.` })),
    };
    const diagnosis = { ...BYPASS_CONFIRMED.diagnosis, patterns: [leader] };
    const triage = { ...BYPASS_CONFIRMED, diagnosis };
    const text = textOf(diagnosisMessages({ ...view, triage }));
    expect(text.split(says).length - 1).toBe(1);
    expect(text).toContain('\nIt is so.');
  });

  it('names the device that a test asks once', () => {
    const asked = (why: string) => {
      const nextTests = BYPASS_CONFIRMED.diagnosis.nextTests.map((test) => ({ ...test, observer: 'FW-EAST', why }));
      const triage = { ...BYPASS_CONFIRMED, diagnosis: { ...BYPASS_CONFIRMED.diagnosis, nextTests } };
      return textOf(diagnosisMessages({ ...view, triage }));
    };
    expect(asked('shows the way back')).toContain('\nFW-EAST: shows the way back');
    expect(asked('Ask FW-EAST: it shows the way back')).toContain('\nAsk FW-EAST: it shows the way back');
  });

  it('names where, risk and way back of each fix', () => {
    const text = textOf(diagnosisMessages(view));
    expect(text).toContain('the router that is the server’s gateway');
    expect(text).toContain('high risk: ');
    expect(text).toContain('Put the former route back');
  });

  it('accounts for the lines that were not read', () => {
    expect(textOf(diagnosisMessages(view))).toContain('read in part, lines 4-6, 19 unread');
  });

  it('is nothing before any evidence', () => {
    expect(diagnosisMessages({ ...view, triage: null })).toEqual([]);
  });
});

describe('the reply to new evidence', () => {
  it('says in words what changed', () => {
    const text = textOf(changesMessages('RT-7', INCONCLUSIVE, BYPASS_CONFIRMED));
    expect(text).toContain('Asymmetric, confirmed: return traffic bypasses the firewall.');
    expect(text).toContain('Before, the answer was “Inconclusive: ');
    expect(text).toContain('Found: FW-EAST and FW-WEST');
    expect(text).toContain('fw-west-session.txt');
  });

  it('leaves out what the whole diagnosis tells beside it', () => {
    const text = textOf(changesMessages('RT-7', INCONCLUSIVE, BYPASS_CONFIRMED, true));
    expect(text).toContain('Before, the answer was “Inconclusive: ');
    expect(text).not.toContain('Found: ');
    expect(text).not.toContain('Next: ');
  });

  it('says so when nothing changed', () => {
    expect(textOf(changesMessages('RT-7', BYPASS_CONFIRMED, BYPASS_CONFIRMED))).toContain(
      'This adds nothing that changes',
    );
  });
});

describe('the checklist', () => {
  it('offers undo for settled items and the three answers for open ones', () => {
    const buttons = checklistMessages(view).flatMap(buttonsOf);
    const open = ['tick.passed', 'tick.failed', 'tick.waived'];
    expect(buttons).toEqual(['tick.open', 'tick.open', ...open, 'tick.open']);
  });

  it('says who ticked an item and when', () => {
    const message = checklistMessages(view);
    expect(textOf(message)).toContain('2026-03-02 03:20 UTC');
    expect(JSON.stringify(message)).toContain('"user_id":"U000SAM"');
  });
});

describe('the handoff', () => {
  it('leads with where it stands and ends with what happened', () => {
    const text = textOf(handoffMessages({ ...view, events: EVENTS }));
    expect(text.indexOf('Where it stands')).toBeGreaterThan(0);
    expect(text.indexOf('restarted the sessions: no change')).toBeGreaterThan(text.indexOf('Still to check'));
    expect(text).toContain('Ping works, the application does not');
  });
});

describe('an explanation', () => {
  it('of a cause tells the mechanism and what speaks for it here', () => {
    const text = textOf(explainMessages(BYPASS_CONFIRMED, 'return-path-bypass', patternChecks) ?? []);
    expect(text).toContain('What speaks for it here');
    expect(text).toContain('The replies arrive at another firewall');
  });

  it('of a finding shows the lines and the causes it weighs on', () => {
    const text = textOf(explainMessages(BYPASS_CONFIRMED, 'session.return-unseen', patternChecks) ?? []);
    expect(text).toContain('total byte count(s2c) : 0');
    expect(text).toContain('A policy refuses the traffic');
  });

  it('of something unknown is not made up', () => {
    expect(explainMessages(BYPASS_CONFIRMED, 'gremlins', patternChecks)).toBeNull();
  });
});

describe('the form for a case', () => {
  it.each([
    [{ metadata: 'C1', flow: null, symptoms: [] }],
    [{ metadata: 'C1', flow: FLOW, symptoms: ['ping-works', 'tcp-fails'] }],
  ] as const)('is accepted', (content) => {
    const checked = checkView(triageModal(content), 'modal');
    expect(checked.blocks.length).toBe(2);
  });
});
