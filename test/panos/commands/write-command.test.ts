import { describe, expect, it } from 'vitest';
import { COMMAND_RISK, type PanosCommand } from '../../../src/model/panos-command.ts';
import { writeCommand } from '../../../src/panos/commands/write-command.ts';
import { ALL_SAMPLES } from './samples.ts';

function refusal(command: PanosCommand): string {
  const written = writeCommand(command);
  return written.ok ? `written: ${written.value.cli}` : written.error.message;
}

const BOTH = { source: '192.0.2.10', destination: '198.51.100.20' } as const;

describe('a command that is written for a firewall', () => {
  it.each(ALL_SAMPLES)('is $cli', ({ command, cli, xml }) => {
    const written = writeCommand(command);
    expect(written).toMatchObject({ ok: true, value: { cli, risk: COMMAND_RISK[command.kind] } });
    if (written.ok && xml !== null) expect(written.value.request).toEqual({ type: 'op', cmd: xml });
  });

  it('asks the traffic log as a job, with a bound', () => {
    const written = writeCommand({ kind: 'traffic-log', source: null, destination: '2001:db8::20', count: 100 });
    expect(written.ok && written.value.request).toEqual({
      type: 'log',
      logType: 'traffic',
      query: '( addr.dst in 2001:db8::20 )',
      nlogs: 100,
    });
  });

  it('may be sent twice unless that would do or tell something else', () => {
    const once = ALL_SAMPLES.filter(({ command }) => {
      const written = writeCommand(command);
      return written.ok && !written.value.idempotent;
    });
    expect([...new Set(once.map(({ command }) => command.kind))]).toEqual([
      'counters',
      'packet-filter-match',
      'clear-session',
      'clear-sessions',
    ]);
  });

  it.each(['<client>', '<zone of the client>', 'a<b'])('is refused while %j stands in it', (open) => {
    const written = writeCommand({ kind: 'zone-protection', zone: open });
    expect(written).toMatchObject({ ok: false, error: { code: 'command-open', where: 'zone' } });
  });

  it.each([
    '',
    ' ',
    'all',
    '10.0.0.0/8',
    '192.0.2.10/32',
    '192.0.2',
    '0xc0.0.2.10',
    '192.0.2.010',
    'fe80::1%eth0',
    '::ffff:192.0.2.10',
    '::192.0.2.10',
    '::ffff:c000:20a',
    '0.0.0.0',
    '::',
    'web1',
  ])('has no end called %j', (source) => {
    const clear = { kind: 'clear-sessions', destination: '198.51.100.20', destinationPort: null, source } as const;
    expect(writeCommand(clear).ok).toBe(false);
    expect(writeCommand({ ...clear, source: '198.51.100.20', destination: source }).ok).toBe(false);
    expect(writeCommand({ ...clear, kind: 'session-all' }).ok).toBe(false);
  });

  it.each(['224.0.0.5', '255.255.255.255', 'ff02::1'])('never clears the sessions of %s', (source) => {
    const destination = source.includes(':') ? '2001:db8::1' : '198.51.100.20';
    expect(refusal({ kind: 'clear-sessions', source, destination, destinationPort: null })).toBe(
      `The command was not sent: source ${source} is an address of many hosts.`,
    );
  });

  it.each<[string, PanosCommand]>([
    [
      'source and destination are both missing',
      { kind: 'session-all', source: null, destination: null, destinationPort: 443 },
    ],
    ['source and destination are both missing', { kind: 'traffic-log', source: null, destination: null, count: 10 }],
    [
      'source and destination are of different address families',
      { kind: 'clear-sessions', source: '192.0.2.10', destination: '2001:db8::1', destinationPort: null },
    ],
    ['destinationPort 0 is out of range', { kind: 'session-all', ...BOTH, destinationPort: 0 }],
    ['destinationPort 65536 is out of range', { kind: 'clear-sessions', ...BOTH, destinationPort: 65_536 }],
    ['destinationPort 1.5 is out of range', { kind: 'session-all', ...BOTH, destinationPort: 1.5 }],
    ['id 0 is out of range', { kind: 'clear-session', id: 0 }],
    ['id NaN is out of range', { kind: 'session-id', id: Number.NaN }],
    ['count 5001 is out of range', { kind: 'traffic-log', ...BOTH, count: 5001 }],
    ['name ethernet1/1 all is not an interface', { kind: 'interface', name: 'ethernet1/1 all' }],
    ['interface all is not an interface', { kind: 'arp', interface: 'all' }],
    ["zone a' or '1 is not a name that PAN-OS allows", { kind: 'zone-protection', zone: "a' or '1" }],
    [
      'router vr;reboot is not a name that PAN-OS allows',
      { kind: 'fib-lookup', engine: 'legacy', router: 'vr;reboot', address: '192.0.2.10' },
    ],
    ['file ../../etc/x is not a file name', { kind: 'capture-delete', file: '../../etc/x' }],
    [
      'packets 20001 is out of range',
      { kind: 'capture-stage', stage: 'drop', file: 'rt', packets: 20_001, bytes: 4096 },
    ],
    [
      'bytes 30000000 is out of range',
      { kind: 'capture-stage', stage: 'drop', file: 'rt', packets: 10, bytes: 30_000_000 },
    ],
  ])('is refused because %s', (why, command) => {
    expect(refusal(command)).toBe(`The command was not sent: ${why}.`);
  });

  it('quotes a hostile value only in part and without signs', () => {
    const said = refusal({ kind: 'interface', name: `\u001b[2J"&${'x'.repeat(5000)}` });
    expect(said).toMatch(/^The command was not sent: name \?\[2J''x+\.\.\. is not an interface\.$/);
    expect(said.length).toBeLessThan(120);
  });
});
