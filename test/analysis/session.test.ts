import { describe, expect, it } from 'vitest';
import { absent, block, detail, FLOW, log, row, SERVER } from '../support/facts.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const page = (spec = {}, more = {}) => block('session-id', [detail(spec)], more);

describe('one reading of a session', () => {
  it('shows that the reply is missing when requests went and no byte came back', () => {
    const findings = found([page()]);
    expect(readingOf(findings, 'session.return-unseen')).toBe('seen');
    expect(readingOf(findings, 'session.both-directions-seen')).toBe('not-seen');
    expect(valuesOf(findings, 'session.return-unseen')).toMatchObject({
      sessionId: 4711,
      bytesC2s: 222,
      bytesS2c: 0,
      application: 'incomplete',
      state: 'ACTIVE',
    });
  });

  it('says nothing of a reply that may still be on its way', () => {
    const young = { packetsC2s: 1, bytesC2s: 74, timeoutSeconds: 5, timeToLiveSeconds: 5 };
    expect(readingOf(found([page(young)]), 'session.return-unseen')).toBe('could-not-tell');
  });

  it('misses the reply of a single packet that nobody answered for two seconds', () => {
    const waiting = { packetsC2s: 1, bytesC2s: 74, timeoutSeconds: 5, timeToLiveSeconds: 3 };
    expect(readingOf(found([page(waiting)]), 'session.return-unseen')).toBe('seen');
  });

  it('cannot tell directions from a listing', () => {
    const findings = found([block('session-all', [row({ totalBytes: 900 })])]);
    expect(readingOf(findings, 'session.found')).toBe('seen');
    expect(readingOf(findings, 'session.return-unseen')).toBe('could-not-tell');
  });

  it('does not count a session of the HA peer as one without a reply', () => {
    const findings = found([page({ fromPeer: true })]);
    expect(readingOf(findings, 'session.return-unseen')).toBe('could-not-tell');
    expect(readingOf(findings, 'session.from-peer')).toBe('seen');
  });

  it('leaves predicted sessions out', () => {
    expect(found([block('session-all', [row({ type: 'PRED' })])]).map(({ code }) => code)).toEqual(['session.found']);
  });

  it('reads a session of the other end’s first packet in the sense of the flow', () => {
    const findings = found([
      page({ client: SERVER, clientPort: 443, server: '10.20.30.41', serverPort: 52144, bytesC2s: 900, bytesS2c: 0 }),
    ]);
    expect(readingOf(findings, 'session.reversed')).toBe('seen');
    expect(readingOf(findings, 'session.return-unseen')).toBe('absent');
  });

  it('follows the flow through another firewall’s translation', () => {
    const first = page({ clientAfter: '203.0.113.9', clientPortAfter: 21877 });
    const second = page({ client: '203.0.113.9', clientPort: 21877, id: 9 }, { observer: 'FW-B' });
    expect(readingOf(found([first, second]), 'session.return-unseen', 'FW-B')).toBe('seen');
  });
});

describe('two readings of a session', () => {
  const later = { bytesC2s: 900, packetsC2s: 12, timeToLiveSeconds: 3600 };

  it('show a reply direction that stands still', () => {
    const findings = found([page(), page(later)]);
    expect(readingOf(findings, 'session.return-frozen')).toBe('seen');
    expect(readingOf(findings, 'session.both-directions-grow')).toBe('not-seen');
    expect(valuesOf(findings, 'session.return-frozen')).toMatchObject({ deltaC2s: 678, deltaS2c: 0 });
  });

  it('show both directions growing', () => {
    const findings = found([page({ bytesS2c: 500 }), page({ ...later, bytesS2c: 4000 })]);
    expect(readingOf(findings, 'session.return-frozen')).toBe('not-seen');
    expect(readingOf(findings, 'session.both-directions-grow')).toBe('seen');
  });

  it('are needed: one alone does not show a frozen direction', () => {
    expect(readingOf(found([page()]), 'session.return-frozen')).toBe('could-not-tell');
  });

  it('do not take a last acknowledgement for a frozen direction', () => {
    const before = { bytesC2s: 900, packetsC2s: 12, bytesS2c: 4000, packetsS2c: 30 };
    const findings = found([page(before), page({ ...before, bytesC2s: 966, packetsC2s: 13 })]);
    expect(readingOf(findings, 'session.return-frozen')).toBe('could-not-tell');
  });

  it('must be of one session: an id is a slot that is given out again', () => {
    const findings = found([page(), page({ ...later, startTime: 'Tue Nov 10 10:00:00 2026' })]);
    expect(readingOf(findings, 'session.return-frozen')).toBe('could-not-tell');
  });
});

describe('the presence of a session', () => {
  it('is denied by an empty listing that asked for the flow', () => {
    const findings = found([block('session-all', [absent()])]);
    expect(readingOf(findings, 'session.found')).toBe('not-seen');
  });

  it('is not denied by a listing that asked for less', () => {
    const narrower = absent({ source: '10.20.30.41', destination: SERVER, application: 'ssl' });
    expect(readingOf(found([block('session-all', [narrower])]), 'session.found')).toBe('could-not-tell');
  });

  it('is not denied where the client goes by another address', () => {
    const translated = page({ clientAfter: '203.0.113.9', clientPortAfter: 21877 });
    const other = block('session-all', [absent()], { observer: 'FW-B' });
    expect(readingOf(found([translated, other]), 'session.found', 'FW-B')).toBe('could-not-tell');
  });
});

describe('the end of a session', () => {
  it('shows a handshake that timed out', () => {
    const findings = found([page({ endReason: 'aged-out' })]);
    expect(readingOf(findings, 'session.handshake-aged-out')).toBe('seen');
    expect(readingOf(findings, 'session.reset-by-server')).toBe('not-seen');
  });

  it('tells a reset of the first packet from one after data', () => {
    const early = found([page({ endReason: 'tcp-rst-from-server', bytesS2c: 60, packetsS2c: 1 })]);
    const late = found([
      page({ endReason: 'tcp-rst-from-server', application: 'ssl', bytesS2c: 9000, packetsS2c: 40 }),
    ]);
    expect(valuesOf(early, 'session.reset-by-server')).toMatchObject({ early: true });
    expect(valuesOf(late, 'session.reset-by-server')).toMatchObject({ early: false });
  });

  it('is not known while the session lives', () => {
    expect(readingOf(found([page()]), 'session.reset-by-server')).toBe('could-not-tell');
  });

  it('names the client of the flow when the server’s packet came first', () => {
    const findings = found([
      page({
        client: SERVER,
        clientPort: 443,
        server: '10.20.30.41',
        serverPort: 52144,
        endReason: 'tcp-rst-from-server',
      }),
    ]);
    expect(readingOf(findings, 'session.reset-by-client')).toBe('seen');
    expect(readingOf(findings, 'session.reset-by-server')).toBe('not-seen');
  });
});

describe('the word of policy', () => {
  it('is a refusal in a log that denies', () => {
    const findings = found([block('traffic-log', [log({ action: 'deny', endReason: 'policy-deny', rule: 'no-rdp' })])]);
    expect(readingOf(findings, 'session.denied')).toBe('seen');
    expect(valuesOf(findings, 'session.denied')).toMatchObject({ rule: 'no-rdp' });
    expect(readingOf(findings, 'session.return-unseen')).toBe('absent');
  });

  it('is a refusal in a session that discards', () => {
    expect(readingOf(found([block('session-all', [row({ state: 'DISCARD' })])]), 'session.denied')).toBe('seen');
  });

  it('is a permission where the session was set up', () => {
    expect(readingOf(found([page()]), 'session.denied')).toBe('not-seen');
  });
});

describe('the age of a session', () => {
  const anyPort = { ...FLOW, client: { ...FLOW.client, port: null } };
  const old = page({ id: 1, clientPort: 40001, startTime: 'Tue Nov 10 08:12:00 2026' });
  const works = { bytesS2c: 6000, packetsS2c: 40, application: 'ssl' };
  const fresh = { id: 2, clientPort: 51990, startTime: 'Tue Nov 10 12:31:00 2026' };
  const fixedAt = '2026-11-10T12:00:00Z';

  it('is older than the fix when the broken session started before it', () => {
    const findings = found([old, page({ ...fresh, ...works })], { flow: anyPort, fixedAt });
    expect(readingOf(findings, 'session.older-than-fix')).toBe('seen');
    expect(valuesOf(findings, 'session.older-than-fix')).toMatchObject({ fixedAt });
    expect(readingOf(findings, 'session.newer-flow-healthy')).toBe('seen');
  });

  it('is not the matter when a session after the fix lacks its reply too', () => {
    const findings = found([old, page(fresh)], { flow: anyPort, fixedAt });
    expect(readingOf(findings, 'session.older-than-fix')).toBe('not-seen');
    expect(readingOf(findings, 'session.newer-flow-healthy')).toBe('not-seen');
  });

  it('does not take two broken sessions from before the fix for a failure after it', () => {
    const second = page({ ...fresh, startTime: 'Tue Nov 10 09:00:00 2026' });
    const findings = found([old, second], { flow: anyPort, fixedAt });
    expect(readingOf(findings, 'session.newer-flow-healthy')).toBe('could-not-tell');
  });

  it('is not spoken of without a fix', () => {
    expect(readingOf(found([old], { flow: anyPort }), 'session.older-than-fix')).toBe('absent');
  });
});
