import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { boltLogger } from '../../src/slack/bolt-logger.ts';

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => lines.push(line) }));
  return lines.join('');
}

const TOKEN = 'xoxb-1234567890-abcdefghij';

describe('the log', () => {
  it.each([
    ['a field', { botToken: 'plain-secret-one' }],
    ['a field of a field', { headers: { authorization: 'plain-secret-one' } }],
    ['a text', { says: `asked with ${TOKEN}` }],
    ['an error', { err: new Error(`refused ${TOKEN} and xapp-1-A1-2-abc`) }],
  ])('shows no token in %s', (_where, fields) => {
    const line = written((log) => log.error(fields, 'it failed'));

    expect(line).toContain('[redacted]');
    expect(line).toContain('it failed');
    expect(line).not.toMatch(/plain-secret-one|xoxb-1|xapp-1/);
  });

  it('shows of an error of the database no value of the row that it was about', () => {
    const refused = Object.assign(new Error('violates a constraint'), {
      params: ['what a firewall said'],
      detail: 'Key (name)=(what a firewall said) exists',
    });
    const line = written((log) => {
      log.error({ err: refused }, 'it failed');
      log.error({ err: new Error('no row was written', { cause: refused }) }, 'it failed');
    });

    expect(line).toContain('violates a constraint');
    expect(line).not.toContain('what a firewall said');
  });

  it('takes what the Slack libraries warn of, and never their debug output', () => {
    const line = written((log) => {
      const logger = boltLogger(log);
      logger.debug('payload', { text: 'everything' });
      logger.warn('slow', new Error('pong'));
    });

    expect(line).toContain('slow pong');
    expect(line).not.toContain('payload');
  });
});
