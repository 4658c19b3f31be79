import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../src/report/terminal.ts';
import { HOSTILE_TRIAGE } from '../support/hostile-triage.ts';
import { BYPASS_CONFIRMED, EMPTY, HEALTHY, INCONCLUSIVE } from '../support/triage-sample.ts';

const PLAIN = { colour: false, width: 100 };

describe('the report for a terminal', () => {
  it('has the parts in reading order', () => {
    const text = renderTerminal(BYPASS_CONFIRMED, PLAIN);
    const parts = [
      'Asymmetric, confirmed',
      'Do next: ',
      'Do not: ',
      'Mind: ',
      'Session',
      'LEADING CAUSE',
      'NEXT',
      'FIX',
      'DO NOT',
      'CHECKLIST',
      'OTHER CAUSES',
      'EVIDENCE',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('says verdict, flow and all five steps within the first screen', () => {
    const top = renderTerminal(BYPASS_CONFIRMED, PLAIN).split('\n').slice(0, 20).join('\n');
    expect(top).toContain('TCP 10.20.0.15:51544 → 198.51.100.20:443');
    for (const title of ['Session', 'Capture', 'Return route', 'Path', 'Counters']) expect(top).toContain(title);
  });

  it('puts the cited line under the claim, once', () => {
    const lines = renderTerminal(BYPASS_CONFIRMED, PLAIN).split('\n');
    const quotes = lines.filter((line) => line.includes('│ total byte count(s2c) : 0'));
    expect(lines.some((line) => line.includes('fw-east-session.txt:24'))).toBe(true);
    expect(quotes.length).toBe(1);
  });

  it('leaves commands whole, however long, so that they can be copied', () => {
    const text = renderTerminal(BYPASS_CONFIRMED, { colour: false, width: 60 });
    expect(text).toContain('clear session all filter source 10.20.0.15 destination 198.51.100.20 destination-port 443');
  });

  it('keeps the lines of a command that takes several', () => {
    const [test] = BYPASS_CONFIRMED.diagnosis.nextTests;
    const nextTests = test === undefined ? [] : [{ ...test, command: 'first command\nsecond command' }];
    const text = renderTerminal(
      { ...BYPASS_CONFIRMED, diagnosis: { ...BYPASS_CONFIRMED.diagnosis, nextTests } },
      PLAIN,
    );
    expect(text).toContain('     first command\n     second command\n');
  });

  it('says what is known when nothing leads', () => {
    expect(renderTerminal(HEALTHY, PLAIN)).toContain('LEADING CAUSE: The conversation is whole');
    expect(
      renderTerminal({ ...INCONCLUSIVE, diagnosis: { ...INCONCLUSIVE.diagnosis, patterns: [] } }, PLAIN),
    ).toContain('WHAT IS KNOWN');
    expect(renderTerminal(EMPTY, PLAIN)).toContain('No conversation is known yet');
  });

  it('sends no escape of a device to the terminal', () => {
    const text = renderTerminal(HOSTILE_TRIAGE, PLAIN);
    expect(text).not.toContain('\u001b');
    expect(text).toContain('␛[2J');
  });

  it('is the same text with and without colours', () => {
    const coloured = renderTerminal(BYPASS_CONFIRMED, { colour: true, width: 100 });
    const esc = String.fromCharCode(0x1b);
    expect(coloured).toContain(`${esc}[1m`);
    const lines = (text: string) => text.split('\n').map((line) => line.trimEnd());
    expect(lines(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), ''))).toEqual(
      lines(renderTerminal(BYPASS_CONFIRMED, PLAIN)),
    );
  });
});
