import type { BrainAnswer, DeviceBrain } from '../../../src/simulator/device-brain.ts';

export const SHOW_INFO = '<show><system><info></info></system></show>';
export const CLEAR_SESSION = '<clear><session><id>7</id></session></clear>';

/** A firewall with nothing behind it: it says which command it was given, and remembers them all. */
export interface PlainBrain extends DeviceBrain {
  readonly heard: readonly string[];
}

export interface PlainBrainOptions {
  readonly serial?: string;
  readonly hostname?: string;
  readonly answer?: BrainAnswer;
  readonly entries?: BrainAnswer;
}

export const PCAP = Uint8Array.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 255, 254, 13, 10]);

export function plainBrain(options: PlainBrainOptions = {}): PlainBrain {
  const { serial = '007951000000101', hostname = 'fw-a', answer, entries } = options;
  const heard: string[] = [];
  return {
    serial,
    hostname,
    model: 'PA-440',
    version: '11.1.4',
    heard,
    op(xml, vsys) {
      heard.push(`op ${vsys ?? '-'} ${xml}`);
      return answer ?? { kind: 'result', xml: `<hostname>${hostname}</hostname>` };
    },
    log(logType, query, nlogs) {
      heard.push(`log ${logType} ${query} ${nlogs}`);
      return entries ?? { kind: 'result', xml: '<entry logid="1"><app>ssl</app></entry>' };
    },
    captures: () => ['rx-1'],
    capture: (name) => (name === 'rx-1' ? PCAP : null),
  };
}
