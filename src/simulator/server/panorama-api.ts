import type { DeviceBrain } from '../device-brain.ts';
import { escapeXml, leaves } from '../replies/xml.ts';
import { apiError, success } from './envelope.ts';
import type { Api } from './firewall-api.ts';

/** A firewall as its Panorama knows it. */
export interface ManagedFirewall {
  readonly brain: DeviceBrain;
  readonly api: Api;
  readonly connected: () => boolean;
}

const LIST_DEVICES = /^\s*<show><devices><(all|connected)(?:\/>|><\/\1>)<\/devices><\/show>\s*$/;

/**
 * The API of a Panorama: with `target` it hands the call to the firewall of that serial, without it answers for itself.
 * That an unknown or disconnected target is answered by an error is the vendor's; the words of it are ours.
 */
export function createPanoramaApi(own: Api, managed: readonly ManagedFirewall[]): Api {
  return (call, account) => {
    if (call.target !== null) {
      const firewall = managed.find(({ brain }) => brain.serial === call.target);
      if (firewall === undefined) return apiError('13', `Invalid target ${call.target}`);
      return firewall.connected() ? firewall.api(call, account) : apiError('13', `${call.target} not connected`);
    }
    const [, which] = LIST_DEVICES.exec(call.type === 'op' ? call.command : '') ?? [];
    if (which === undefined) return own(call, account);
    const shown = managed.filter(({ connected }) => which === 'all' || connected());
    return success(`<devices>${shown.map(entry).join('')}</devices>`);
  };
}

function entry({ brain, connected }: ManagedFirewall): string {
  const fields = {
    serial: brain.serial,
    connected: connected() ? 'yes' : 'no',
    hostname: brain.hostname,
    model: brain.model,
    'sw-version': brain.version,
  };
  return `<entry name="${escapeXml(brain.serial)}">${leaves(fields).join('')}</entry>`;
}

/** What a Panorama answers of its own: who it is. Firewalls' commands it does not know. */
export function panoramaBrain(serial: string, hostname: string): DeviceBrain {
  const model = 'Panorama';
  const version = '11.1.4';
  const info = { hostname, serial, model, 'sw-version': version, 'system-mode': 'panorama' };
  const fields = leaves(info);
  return {
    serial,
    hostname,
    model,
    version,
    op: (xml) =>
      /^\s*<show><system><info(?:\/>|><\/info>)<\/system><\/show>\s*$/.test(xml)
        ? { kind: 'result', xml: `<system>${fields.join('')}</system>` }
        : { kind: 'error', code: '17', message: ' is unexpected ' },
    log: () => ({ kind: 'result', xml: '' }),
    captures: () => [],
    capture: () => null,
  };
}
