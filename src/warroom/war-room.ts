import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from './clock.ts';
import { createControl, type WarRoomControl } from './control.ts';
import { createRoom } from './create-room.ts';
import { createLabDesk, type Lab } from './lab.ts';
import { type AppManifest, parseManifest } from './manifest.ts';
import type { Sample } from './model.ts';
import { createPageFeed } from './server/page-feed.ts';
import { createRouter } from './server/router.ts';

export interface WarRoomOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number | undefined;
  /** Loopback unless told. The page asks nobody who they are: on another address everyone who reaches it is in. */
  readonly host?: string | undefined;
  /** The app's manifest, read already or as YAML or JSON text. It decides scopes, commands, shortcuts and events. */
  readonly manifest: AppManifest | string;
  readonly clock?: Clock | undefined;
  readonly samples?: readonly Sample[] | undefined;
  /** Devices to break and mend from the page. None unless told. */
  readonly lab?: Lab | undefined;
  /** Whether too many calls are answered with 429. True unless told. */
  readonly enforceRate?: boolean | undefined;
  /** The app's request URL. When given, everything is delivered there, signed; otherwise over Socket Mode. */
  readonly eventsUrl?: string | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
}

export interface WarRoom {
  /** The page, without a slash at the end. */
  readonly url: string;
  /** The Web API, with a slash at the end, as `clientOptions.slackApiUrl` wants it. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly people: readonly Person[];
  /** The channels that everybody is in from the start, by id. */
  readonly channels: readonly string[];
  /** The user groups, by id. */
  readonly usergroups: readonly string[];
  readonly control: WarRoomControl;
  /** Ends all connections and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts a local workspace that speaks Slack's protocols to one app and shows a page to people. Rejects when the port
 * is taken (EADDRINUSE) or the manifest cannot be used. Its credentials are made anew at each start.
 */
export async function startWarRoom(options: WarRoomOptions): Promise<WarRoom> {
  const { port = 0, host = '127.0.0.1', clock = systemClock, samples = [], enforceRate = true, eventsUrl } = options;
  const manifest = typeof options.manifest === 'string' ? parseManifest(options.manifest) : options.manifest;
  const server = createServer();
  const url = await listen(server, port, host);
  const room = createRoom({ baseUrl: url, clock, manifest, enforceRate, eventsUrl });
  const lab = options.lab === undefined ? null : createLabDesk(options.lab, () => room.workspace.changed());
  const control = createControl(room, samples, lab);
  const feed = createPageFeed(room, samples, lab);
  server.on('request', createRouter({ room, control, feed, host }));
  server.on('upgrade', (request, socket, head) => {
    if (room.socketMode) room.socketMode.upgrade(request, socket, head);
    else socket.destroy();
  });
  const { botToken, appToken, signingSecret } = room.secrets;
  const people = [...room.workspace.users.values()].filter(({ isBot }) => !isBot);
  return {
    url,
    apiUrl: `${url}/api/`,
    botToken,
    appToken,
    signingSecret,
    botUserId: room.workspace.app.botUserId,
    people: people.map(({ id, name, realName, title }) => ({ id, name, realName, title })),
    channels: [...room.workspace.channels.values()].filter(({ kind }) => kind === 'channel').map(({ id }) => id),
    usergroups: room.workspace.usergroups.map(({ id }) => id),
    control,
    async close() {
      room.outbox.close();
      feed.close();
      lab?.close();
      await room.transport.close();
      await stop(server);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address() as AddressInfo;
      resolve(`http://${reachableName(host)}:${address.port}`);
    });
  });
}

/** A wildcard address is one to listen on, not one to call: the bot in the same machine calls loopback. */
function reachableName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
