import { describe, expect, it } from 'vitest';
import { fill, findingSentence } from '../../src/patterns/words.ts';
import { findings } from '../support/findings.ts';

describe('the words of a finding', () => {
  it('lead with the observer and carry the measured values', () => {
    const [finding] = findings({
      code: 'session.return-unseen',
      observers: ['FW-EDGE'],
      values: { bytesC2s: 222, bytesS2c: 0 },
    });
    expect(finding && findingSentence(finding)).toBe(
      'FW-EDGE: the request came in (222 bytes client to server), and not one byte came back through here.',
    );
  });

  it('leave out a part whose value is not known', () => {
    expect(fill('a session[ (id {sessionId})] is there', {})).toBe('a session is there');
  });

  it('say so where a needed value is not known', () => {
    expect(fill('by {interface}', {})).toBe('by (unknown)');
  });
});
