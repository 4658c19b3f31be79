import type { DeviceBrain } from '../device-brain.ts';
import { pcapFile } from '../network/pcap.ts';
import { answer } from './answer.ts';
import type { DeviceView } from './device.ts';
import { trafficLog } from './traffic-log.ts';

/** A firewall of the modelled network behind its API. `look` brings the network to the present and shows the device. */
export function createBrain(look: () => DeviceView): DeviceBrain {
  const { identity, firewall } = look();
  return {
    serial: identity.serial,
    hostname: firewall.hostname,
    model: identity.model,
    version: identity.version,
    op: (xml) => answer(look(), xml),
    log: (logType, query, nlogs) =>
      logType === 'traffic' ? trafficLog(look(), query, nlogs) : { kind: 'result', xml: '' },
    captures: () => look().firewall.diag.fileNames(),
    capture(name) {
      const frames = look().firewall.diag.frames(name);
      return frames === null ? null : pcapFile(frames);
    },
  };
}
