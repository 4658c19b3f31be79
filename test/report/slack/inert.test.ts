import { describe, expect, it } from 'vitest';
import { HOSTILE, HOSTILE_TRIAGE } from '../../support/hostile-triage.ts';
import { CASE } from '../../support/triage-sample.ts';
import { readable } from './accepted.ts';
import { everyMessage } from './every-message.ts';

const messages = everyMessage(HOSTILE_TRIAGE);

describe('hostile device text in Slack', () => {
  it('stands nowhere where Slack would parse it', () => {
    expect(JSON.stringify(messages.flatMap(({ blocks }) => blocks))).not.toContain('"mrkdwn"');
  });

  it('makes no mention, link, picture or address of its own', () => {
    // A digest over several channels names the one that a case stands in.
    const told = JSON.stringify(messages).replaceAll(`{"type":"channel","channel_id":"${CASE.channel}"}`, '');
    expect(told.match(/"type":"(?:link|broadcast|channel|usergroup|image|emoji)"/g)).toBeNull();
    expect(JSON.stringify(messages)).not.toContain('"user_id":"U012ABCDEF"');
  });

  it('is escaped in the notification text', () => {
    const texts = messages.map(({ text }) => text);
    expect(texts.some((text) => text.includes('&lt;!channel&gt;'))).toBe(true);
    expect(texts.filter((text) => /[<>`]/.test(text))).toEqual([]);
  });

  it('shows its control characters instead of sending them', () => {
    const shown = messages.flatMap(({ blocks }) => readable(blocks)).join('');
    expect(shown).toContain('␛[2J');
    expect(shown).not.toContain('\u001b');
  });

  it('is shown all the same, as it came', () => {
    const shown = messages.flatMap(({ blocks }) => readable(blocks)).join('');
    expect(shown).toContain(HOSTILE.slice(0, 60));
  });
});
