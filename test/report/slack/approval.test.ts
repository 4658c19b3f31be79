import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../src/jobs/commands-of.ts';
import type { Approval, ApprovalState, LiveAction } from '../../../src/model/approval.ts';
import { approvalMessage } from '../../../src/report/slack/approval.ts';
import { CAPTURE, CLEAR, request } from '../../access/approval/sample-approval.ts';
import { CASE } from '../../support/triage-sample.ts';
import { readable, refusalOf } from './accepted.ts';

const SESSION: LiveAction = {
  kind: 'clear-session',
  device: 'PA-EDGE-A',
  id: 4711,
  startedAt: 'Tue Nov 10 09:01:02 2026',
};

function asked(action: LiveAction, given: Partial<Approval> = {}): Approval {
  return { ...request({ action, commands: commandsOf(action) }), ...given };
}

function shown(approval: Approval, says: string | null = null): string {
  return readable(approvalMessage(CASE, approval, says).blocks).join('');
}

describe('a request for approval', () => {
  it('of a capture shows every command but what only reads, and what it costs', () => {
    const text = shown(asked(CAPTURE));
    const commands = commandsOf(CAPTURE);
    expect(commands[0]).toBe('debug dataplane packet-diag clear all');
    expect(commands).toContain('debug dataplane packet-diag set capture off');
    expect(commands.at(-1)).toBe('delete debug-filter file roundtrip-run-N-drop');
    expect(commands.filter((command) => command.startsWith('show'))).toEqual([]);
    expect(text).toContain(commands.join('\n'));
    expect(text).toContain('packets between 10.20.30.41 and 10.50.60.10 to files of its own for 30 seconds');
    expect(text).toContain('personal data');
  });

  it('of a clear names the ends and the port, and that nothing else is touched', () => {
    const text = shown(asked(CLEAR));
    expect(text).toContain('clear session all filter source 10.20.30.41 destination 10.50.60.10 destination-port 443');
    expect(text).toContain('No other session is touched.');
    expect(
      shown(
        asked({
          kind: 'clear-sessions',
          devices: ['PA-EDGE-A', 'PA-EDGE-B'],
          source: '10.20.30.41',
          destination: '10.50.60.10',
          destinationPort: null,
        }),
      ),
    ).toMatch(/any port.*through.*PA-EDGE-A, PA-EDGE-B/s);
  });

  it('of one session names it by number and beginning', () => {
    const text = shown(asked(SESSION));
    expect(text).toContain('clear session id 4711');
    expect(text).toContain('begun Tue Nov 10 09:01:02 2026');
  });

  it.each<[ApprovalState, string]>([
    ['approved', 'Approved by U0TOMASWE1 at 2026-11-10 09:33 UTC.'],
    ['denied', 'Denied by U0TOMASWE1'],
    ['withdrawn', 'Withdrawn by U0TOMASWE1'],
    ['expired', 'Nobody decided it in time.'],
  ])('that is %s has no buttons and says so', (state, says) => {
    const decided = { state, decidedBy: 'U0TOMASWE1', decidedAt: '2026-11-10T09:33:00.000Z' };
    const message = approvalMessage(CASE, asked(CLEAR, decided), 'It runs as run-7.');
    const text = JSON.stringify(message.blocks).replace(/\{"type":"user","user_id":"(\w+)"\}/g, '{"text":"$1"}');
    expect(readable(JSON.parse(text)).join('')).toContain(says);
    expect(text).toContain('It runs as run-7.');
    expect(text).not.toContain('"button"');
  });

  it('is one message with both buttons that Slack accepts, however long the names', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 63, unit: 'binary' }),
      fc.constantFrom('<!channel>'.repeat(6), '`*_&'.repeat(15)),
    );
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    const filters = fc.array(fc.record({ source: address, destination: address }), { minLength: 1, maxLength: 4 });
    const action = fc.oneof(
      fc.record({ device: name, filters }).map(({ device, filters }) => ({
        ...CAPTURE,
        kind: 'capture' as const,
        device,
        filters,
        seconds: 60,
        stages: ['receive', 'firewall', 'transmit', 'drop'] as const,
      })),
      fc
        .record({ device: name, startedAt: name })
        .map((given) => ({ ...SESSION, kind: 'clear-session' as const, id: 4_294_967_295, ...given })),
    );
    fc.assert(
      fc.property(action, (one) => {
        const message = approvalMessage(CASE, asked(one));
        expect(refusalOf(message)).toBeNull();
        expect(JSON.stringify(message.blocks).match(/"action_id"/g)).toHaveLength(2);
        expect(message.text).not.toMatch(/<!|[`]/);
        expect(JSON.stringify(message.blocks)).not.toContain('"mrkdwn"');
      }),
      { numRuns: 60 },
    );
  });
});
