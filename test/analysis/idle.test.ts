import { describe, expect, it } from 'vitest';
import { readingOf, valuesOf } from './read-findings.ts';
import { findingsOf, replacing, without } from './scenario-findings.ts';

const IDLE = 'session.idle-aged-out';

describe('a connection that aged out', () => {
  it('was forgotten as idle when it had carried both directions', async () => {
    const findings = await findingsOf('idle-timeout');
    expect(readingOf(findings, IDLE)).toBe('seen');
    expect(valuesOf(findings, IDLE)).toMatchObject({ timeoutSeconds: 3600, elapsedSeconds: 18208, overTimeout: true });
  });

  it('cannot be held against a timeout that is not shown', async () => {
    const findings = await findingsOf('idle-timeout', without('2-settings'));
    expect(valuesOf(findings, IDLE)).toMatchObject({ timeoutSeconds: null, overTimeout: null });
  });

  it('is no idle connection when its handshake never completed', async () => {
    const findings = await findingsOf('idle-timeout', replacing([',oracle,vsys1', ',incomplete,vsys1']));
    expect(readingOf(findings, IDLE)).toBe('not-seen');
  });

  it('is no idle connection when it was closed or reset', async () => {
    const findings = await findingsOf('idle-timeout', replacing([/aged-out$/gm, 'tcp-rst-from-client']));
    expect(readingOf(findings, IDLE)).toBe('not-seen');
  });

  it('lasted less than the default when its application has a shorter timeout', async () => {
    const findings = await findingsOf('idle-timeout', replacing([/(default timeout: +)3600/g, '$190000']));
    expect(valuesOf(findings, IDLE)).toMatchObject({ timeoutSeconds: 90000, overTimeout: false });
  });
});

describe('a silence in a capture', () => {
  it('is longer than the firewall remembers, and what follows is not answered', async () => {
    const findings = await findingsOf('idle-timeout-captured');
    expect(readingOf(findings, 'capture.idle-gap')).toBe('seen');
    expect(valuesOf(findings, 'capture.idle-gap')).toMatchObject({
      silentSeconds: 2760,
      timeoutSeconds: 1800,
      overTimeout: true,
      sender: 'client',
      answer: 'not answered',
    });
  });

  it('explains nothing while it is shorter than the timeout', async () => {
    const findings = await findingsOf('inconclusive-silence-shorter-than-timeout');
    expect(readingOf(findings, 'capture.idle-gap')).toBe('not-seen');
    expect(valuesOf(findings, 'capture.idle-gap')).toMatchObject({ overTimeout: false });
  });

  it('is held against the shorter timeout of a connection that one end has closed', async () => {
    const findings = await findingsOf('idle-timeout-half-closed');
    expect(valuesOf(findings, 'capture.idle-gap')).toMatchObject({ timeoutSeconds: 120, sender: 'server' });
  });

  it('is harmless when the last packets are answered', async () => {
    const answer =
      '09:48:48.000000 IP 10.50.66.9.5672 > 10.20.31.77.40312: Flags [.], ack 1190422512, win 501, length 0\n';
    const findings = await findingsOf('idle-timeout-captured', replacing(['^C\n', `${answer}^C\n`]));
    expect(readingOf(findings, 'capture.idle-gap')).toBe('not-seen');
  });

  it('is answered by a reset when a host has forgotten the connection', async () => {
    const reset =
      '09:48:48.000000 IP 10.50.66.9.5672 > 10.20.31.77.40312: Flags [R], seq 3020011522, win 0, length 0\n';
    const findings = await findingsOf('idle-timeout-captured', replacing(['^C\n', `${reset}^C\n`]));
    expect(valuesOf(findings, 'capture.idle-gap')).toMatchObject({ answer: 'answered with a reset' });
  });
});

describe('a keepalive', () => {
  it('comes too late when its time is beyond the shortest timeout on the way', async () => {
    const findings = await findingsOf('idle-timeout-linux-gateway-ipv6');
    expect(readingOf(findings, 'settings.keepalive-too-late', 'lap-77')).toBe('seen');
    expect(valuesOf(findings, 'settings.keepalive-too-late', 'lap-77')).toMatchObject({
      keepaliveSeconds: 7200,
      timeoutSeconds: 600,
      device: 'gw1',
    });
  });

  it('comes in time when it is shorter', async () => {
    const findings = await findingsOf('inconclusive-silence-shorter-than-timeout');
    expect(readingOf(findings, 'settings.keepalive-too-late')).toBe('not-seen');
  });

  it('cannot be judged without a timeout', async () => {
    const findings = await findingsOf('idle-timeout-captured', without('FW-CORE'));
    expect(readingOf(findings, 'settings.keepalive-too-late')).toBe('could-not-tell');
  });
});
