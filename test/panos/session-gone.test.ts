import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeReply } from '../../src/panos/judge-reply.ts';

const GONE = readFileSync(new URL('../fixtures/panos-xml/session-id/gone.xml', import.meta.url), 'utf8');

describe('the number of a session that has ended', () => {
  it('is answered by words that the API calls an error', () => {
    expect(judgeReply('PA-A', 200, GONE)).toEqual({ ok: true, value: GONE });
  });

  it('is no answer where the key is not accepted', () => {
    const refused = GONE.replace('status="error"', 'status="unauth"');
    expect(judgeReply('PA-A', 200, refused)).toMatchObject({ ok: false, error: { why: 'wrong-key' } });
    expect(judgeReply('PA-A', 403, GONE)).toMatchObject({ ok: false, error: { why: 'wrong-key' } });
  });
});
