import { describe, expect, it } from 'vitest';
import { packetDiagSetting } from '../../../src/evidence/cli/packet-diag-setting.ts';
import { sessionInfo } from '../../../src/evidence/cli/session-info.ts';
import { systemInfo } from '../../../src/evidence/cli/system-info.ts';
import { tcpState } from '../../../src/evidence/cli/tcp-state.ts';
import { block } from './block.ts';

describe('show session info', () => {
  it('names the dataplane that an earlier command chose', () => {
    const asked = { ...block('show session info', 'Number of sessions supported: 100'), dataplane: 's1dp0' };

    expect(sessionInfo.read(asked).facts).toMatchObject([{ maximum: 100, dataplane: 's1dp0' }]);
  });

  it('does not take another word for a yes or a no', () => {
    const { facts } = sessionInfo.read(block(null, 'TCP - reject non-SYN first packet: maybe'));

    expect(facts).toMatchObject([{ rejectNonSyn: null }]);
  });

  it.each([
    ['True', true],
    ['yes', true],
    ['False', false],
    ['no', false],
  ])('reads "%s" of any release for the first packet that is no SYN', (word, value) => {
    const { facts } = sessionInfo.read(block(null, `TCP - reject non-SYN first packet: ${word}`));

    expect(facts).toMatchObject([{ rejectNonSyn: value }]);
  });
});

describe('show running tcp state', () => {
  it('gives one setting for each dataplane that answers', () => {
    const line = 'session with asymmetric path : ';
    const { facts } = tcpState.read(block(null, `DP s1dp0:\n${line}drop packet\nDP s1dp1:\n${line}bypass`));

    expect(facts).toMatchObject([{ asymmetricPath: 'drop' }, { asymmetricPath: 'bypass' }]);
  });

  it('leaves an action unread that nobody has seen yet', () => {
    const reading = tcpState.read(block(null, 'session with asymmetric path : mirror'));

    expect(reading.facts).toEqual([]);
    expect(reading.read.size).toBe(0);
  });
});

describe('debug dataplane packet-diag show setting', () => {
  it('keeps the switches of the three parts apart', () => {
    const text = 'Packet filter\n Enabled: yes\nLogging\n Enabled: no\nPacket capture\n Enabled: yes';

    expect(packetDiagSetting.read(block(null, text)).facts).toMatchObject([
      { filterEnabled: true, loggingEnabled: false, captureEnabled: true },
    ]);
  });

  it('does not know of a part that was not pasted', () => {
    expect(packetDiagSetting.read(block(null, 'Packet filter\n Enabled: yes')).facts).toMatchObject([
      { filterEnabled: true, loggingEnabled: null, captureEnabled: null },
    ]);
  });

  it('takes no switch that stands before any part', () => {
    expect(packetDiagSetting.read(block(null, 'Enabled: yes')).facts).toEqual([]);
  });
});

describe('show system info', () => {
  it('has no serial number where the device does not know its own', () => {
    const { facts } = systemInfo.read(block(null, 'hostname: FW-LAB\nserial: unknown\nsw-version: 11.1.4'));

    expect(facts).toMatchObject([{ hostname: 'FW-LAB', serial: null, version: '11.1.4', model: null }]);
  });

  it('is not seen in any list of labels', () => {
    expect(systemInfo.looksLike(block(null, 'hostname: notes\ntime: now'))).toBe(false);
  });
});
