import { describe, expect, it } from 'vitest';
import { sessionId } from '../../../src/evidence/cli/session-id.ts';
import type { SessionDetail } from '../../../src/model/facts.ts';
import { block } from './block.ts';

const HALVES = `
        c2s flow:
                source:      10.20.30.41 [users]
                dst:         10.50.60.10
                proto:       6
                sport:       52144           dport:      443
                state:       ACTIVE          type:       FLOW

        s2c flow:
                source:      10.50.60.10 [servers]
                dst:         10.20.30.41
                proto:       6
                sport:       443             dport:      52144
                state:       ACTIVE          type:       FLOW
                pbf rule:    back to users 4
`;
const LABELS = `
        start time                           : Tue Nov 10 09:14:02 2026
        total byte count(c2s)                : 222
        total byte count(s2c)                : 0
        session updated by HA peer           : True
        ingress interface                    : ethernet1/1
        egress interface                     : ethernet1/2
        tracker stage firewall               : TCP RST - server
        tracker stage l7proc                 : ctd stop
        end-reason                           : tcp-rst-from-server
`;

describe('show session id', () => {
  it('knows the second half by its own source when its heading was lost', () => {
    const { c2s, s2c } = only(`Session 7\n${HALVES.replace('        s2c flow:\n', '')}${LABELS}`);

    expect([c2s.source, c2s.destination]).toEqual(['10.20.30.41', '10.50.60.10']);
    expect([s2c.source, s2c.destination]).toEqual(['10.50.60.10', '10.20.30.41']);
  });

  it('cites the single lines that a finding quotes', () => {
    const { quotes } = only(`Session 7\n${HALVES}${LABELS}`);

    expect(quotes.bytesS2c).toEqual({ source: 'paste-1', lines: [20, 20], quote: 'total byte count(s2c) : 0' });
    expect(quotes.pbf?.quote).toBe('pbf rule: back to users 4');
    expect(quotes.egress?.quote).toBe('egress interface : ethernet1/2');
  });

  it('says which half a policy-based forwarding rule steers', () => {
    const { c2s, s2c } = only(`Session 7\n${HALVES}${LABELS}`);

    expect([c2s.pbfRule, s2c.pbfRule]).toEqual([null, 'back to users']);
  });

  it('prefers the tracker stage of the firewall to that of layer 7', () => {
    expect(only(`Session 7\n${HALVES}${LABELS}`).trackerStage).toBe('TCP RST - server');
  });

  it('takes two sessions pasted one below the other for two', () => {
    const { facts } = sessionId.read(block(null, `Session 7\n${HALVES}${LABELS}\nSession 8\n${HALVES}${LABELS}`));

    expect(facts.map((fact) => (fact.kind === 'session-detail' ? fact.id : fact.kind))).toEqual([7, 8]);
  });

  it('takes the number from the command where the title was left out', () => {
    const reading = sessionId.read(block('show session id 99', HALVES + LABELS));

    expect(reading.facts).toMatchObject([{ kind: 'session-detail', id: 99 }]);
    expect(reading.problem).toBeUndefined();
  });

  it('keeps what a session without a number says, and asks for the number', () => {
    const reading = sessionId.read(block(null, HALVES + LABELS));

    expect(reading.facts).toMatchObject([{ kind: 'session-detail', id: null, bytesS2c: 0 }]);
    expect(reading.problem).toContain('has no number');
  });

  it('calls a page cut that ends before its interfaces and its end reason', () => {
    const whole = sessionId.read(block(null, `Session 7\n${HALVES}${LABELS}`));
    const cut = sessionId.read(block(null, `Session 7\n${HALVES}`));

    expect(whole.problem).toBeUndefined();
    expect(cut.problem).toContain('was cut');
  });

  it('does not miss the interfaces of a predicted session, which has none', () => {
    const labels =
      'total byte count(c2s) : 0\nparent session : 409\nprediction triggered by : client\nend-reason : unknown';

    expect(sessionId.read(block(null, `Session 7\n${HALVES}${labels}`)).problem).toBeUndefined();
  });

  it('leaves a number that is none unread instead of guessing one', () => {
    const text = `Session 7\n${HALVES.replace('dport:      443', 'dport:      https')}${LABELS}`;
    const reading = sessionId.read(block(null, text));

    expect(reading.facts).toMatchObject([{ c2s: { sourcePort: null, destinationPort: null } }]);
    expect(reading.read.has(7)).toBe(false);
  });

  it('gives no fact for a slot that holds no session but its absence', () => {
    const { facts } = sessionId.read(block('show session id 12', "Bad Key: c2s: 'c2s'\nBad Key: s2c: 's2c'"));

    expect(facts).toMatchObject([{ kind: 'session-absent', reason: 'bad-key', sessionId: 12 }]);
  });
});

function only(text: string): SessionDetail {
  const [fact] = sessionId.read(block(null, text)).facts;
  if (fact?.kind !== 'session-detail') throw new Error('no session was read');
  return fact;
}
