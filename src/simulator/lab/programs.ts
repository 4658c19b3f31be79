import type { Host } from '../network/fabric.ts';
import type { TalkSettings } from '../network/talk.ts';
import { CLIENT, SERVER, SERVER_PORT } from './topology.ts';

const host = (name: string, address: string, gateway: string): Host => ({ kind: 'host', name, address, gateway });

export const HOSTS: readonly Host[] = [
  host('desk-41', `${CLIENT}/24`, '10.20.30.1'),
  host('desk-52', '10.20.30.52/24', '10.20.30.1'),
  host('desk-77', '10.20.30.77/24', '10.20.30.1'),
  host('printer', '10.20.40.9/24', '10.20.40.1'),
  host('web', `${SERVER}/24`, '10.50.60.1'),
  host('resolver', '10.50.60.53/24', '10.50.60.1'),
  host('database', '10.50.80.20/24', '10.50.80.1'),
  host('updater', '10.50.1.5/29', '10.50.1.1'),
  host('internet-web', '192.0.2.200/26', '192.0.2.193'),
];

const TO_SERVER = { transport: 'tcp', server: SERVER, port: SERVER_PORT, fixedPort: null } as const;

/** Who talks to whom all day. The agent binds a port of its own, so its next SYN belongs to the same session again. */
export const PROGRAMS: readonly TalkSettings[] = [
  { ...TO_SERVER, name: 'browser', client: CLIENT, lifetime: 50, pause: 2, every: 1, segments: 2 },
  { ...TO_SERVER, name: 'download', client: CLIENT, lifetime: 900, pause: 2, every: 1, segments: 3 },
  { ...TO_SERVER, name: 'agent', client: CLIENT, fixedPort: 47_001, lifetime: 40, pause: 3, every: 2, segments: 1 },
  { ...TO_SERVER, name: 'browser-52', client: '10.20.30.52', lifetime: 30, pause: 3, every: 1, segments: 2 },
  { ...TO_SERVER, name: 'erp-77', client: '10.20.30.77', lifetime: 600, pause: 2, every: 2, segments: 1 },
  ...background('names', 'udp', '10.20.30.52', '10.50.60.53', 53, 6, 1),
  ...background('print', 'tcp', '10.20.30.77', '10.20.40.9', 9100, 25, 1),
  ...background('queries', 'tcp', SERVER, '10.50.80.20', 5432, 300, 1),
  ...background('updates', 'tcp', '10.50.1.5', '192.0.2.200', SERVER_PORT, 40, 2),
];

function background(
  name: string,
  transport: TalkSettings['transport'],
  client: string,
  server: string,
  port: number,
  seconds: number,
  segments: number,
): readonly TalkSettings[] {
  const ends = { transport, client, server, port, fixedPort: null };
  return [{ ...ends, name, lifetime: seconds, pause: 5, every: 2, segments }];
}
