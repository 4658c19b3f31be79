import { describe, expect, it } from 'vitest';
import { stageOf } from '../../../src/analysis/capture/stage.ts';

describe('the stage of a capture', () => {
  it.each([
    ['receive', 'receive'],
    ['Transmit', 'transmit'],
    ['stage drop', 'drop'],
    ['firewall stage', 'firewall'],
    ['eth0', null],
  ])('is what the giver said: %s', (point, stage) => {
    expect(stageOf({ point, command: null, source: 'rt-drop.pcap' })).toBe(stage);
  });

  it.each([
    ['FW-A/rt-receive.pcap', 'receive'],
    ['edge_tx.pcap', 'transmit'],
    ['rt-firewall.pcap', 'firewall'],
    ['firewall.pcap', null],
    ['dropbox.pcap', null],
    ['paste-3', null],
  ])('else is in the name of the file: %s', (source, stage) => {
    expect(stageOf({ point: null, command: null, source })).toBe(stage);
  });

  it('is the file that the firewall was told to print', () => {
    const command = 'view-pcap no-dns-lookup yes filter-pcap rx';
    expect(stageOf({ point: null, command, source: 'paste-3' })).toBe('receive');
  });
});
