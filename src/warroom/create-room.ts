import type { Clock } from './clock.ts';
import { createHttpDelivery } from './delivery/http.ts';
import { createOutbox } from './delivery/redelivery.ts';
import { createSocketMode } from './delivery/socket-mode.ts';
import { createFaults } from './faults.ts';
import { createIds, createSecrets } from './ids.ts';
import { createJournal } from './journal.ts';
import type { AppManifest } from './manifest.ts';
import { createRateLimiter } from './rate.ts';
import { createResponseUrls } from './response-urls.ts';
import type { Room } from './room.ts';
import { seedWorkspace } from './seed.ts';
import { createTriggers } from './triggers.ts';
import { createUploads } from './uploads.ts';
import { createViewStore } from './view-store.ts';

export interface RoomOptions {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly manifest: AppManifest;
  readonly enforceRate: boolean;
  /** Deliver over HTTP to this address instead of over Socket Mode. */
  readonly eventsUrl?: string | undefined;
}

/** Puts a fresh war room together: a seeded workspace, new secrets, and one way to reach the app. */
export function createRoom({ baseUrl, clock, manifest, enforceRate, eventsUrl }: RoomOptions): Room {
  const secrets = createSecrets();
  const botName = manifest.features.bot_user?.display_name ?? manifest.display_information.name;
  const workspace = seedWorkspace(clock, createIds(clock), botName);
  const changed = () => workspace.changed();
  const journal = createJournal(clock, changed);
  const appId = workspace.app.id;
  const socketMode =
    eventsUrl === undefined ? createSocketMode({ clock, baseUrl, appId, onConnection: changed }) : undefined;
  const transport =
    socketMode ??
    createHttpDelivery({ clock, url: eventsUrl ?? '', signingSecret: secrets.signingSecret, onConnection: changed });
  return {
    baseUrl,
    clock,
    manifest,
    secrets,
    workspace,
    views: createViewStore(changed),
    uploads: createUploads(),
    triggers: createTriggers(clock),
    responseUrls: createResponseUrls(clock, baseUrl),
    rate: createRateLimiter(clock, enforceRate),
    faults: createFaults(),
    journal,
    transport,
    socketMode,
    outbox: createOutbox(clock, transport, journal),
  };
}
