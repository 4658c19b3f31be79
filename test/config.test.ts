import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const BOT = 'xoxb-0';
const APP = 'xapp-0';

describe('readConfig', () => {
  it('means the local war room when nothing is set', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      value: {
        connection: { mode: 'local' },
        port: 3000,
        dataFolder: '.roundtrip',
        fleetFile: null,
        apiUrl: null,
        logLevel: 'warn',
      },
    });
  });

  it.each([
    [
      { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP },
      { mode: 'socket', botToken: BOT, appToken: APP },
    ],
    [
      { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: 's' },
      { mode: 'http', botToken: BOT, signingSecret: 's' },
    ],
    [
      { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_SIGNING_SECRET: 's' },
      { mode: 'socket', botToken: BOT, appToken: APP },
    ],
    [{ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: ' ' }, { mode: 'local' }],
  ])('reads the connection from %j', (env, connection) => {
    expect(readConfig(env)).toMatchObject({ ok: true, value: { connection } });
  });

  it('prefers ROUNDTRIP_PORT to PORT and ends the API address with a slash', () => {
    const env = {
      PORT: '8080',
      ROUNDTRIP_PORT: '9090',
      SLACK_API_URL: 'http://127.0.0.1:3000/api',
      LOG_LEVEL: 'debug',
    };

    expect(readConfig(env)).toMatchObject({
      value: { port: 9090, apiUrl: 'http://127.0.0.1:3000/api/', logLevel: 'debug' },
    });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: BOT }, 'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are missing'],
    [{ SLACK_APP_TOKEN: APP }, 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_BOT_TOKEN: 'hunter2', SLACK_APP_TOKEN: APP }, 'SLACK_BOT_TOKEN must begin with xoxb-'],
    [{ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: 'hunter2' }, 'SLACK_APP_TOKEN must begin with xapp-'],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED must not be 0'],
    [{ PORT: '70000' }, 'PORT must be a whole number'],
    [{ ROUNDTRIP_PORT: 'http' }, 'ROUNDTRIP_PORT must be a whole number'],
    [{ SLACK_API_URL: 'ftp://x/' }, 'SLACK_API_URL must be an http or https address'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
  ])('says what is wrong with %j, without its value', (env, says) => {
    const read = readConfig(env);

    expect(read).toMatchObject({ ok: false, error: { message: expect.stringContaining(says) } });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});
