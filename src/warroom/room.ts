import type { Clock } from './clock.ts';
import type { Outbox } from './delivery/redelivery.ts';
import type { SocketMode } from './delivery/socket-mode.ts';
import type { Transport } from './delivery/transport.ts';
import type { Faults } from './faults.ts';
import type { Secrets } from './ids.ts';
import type { Journal } from './journal.ts';
import type { AppManifest } from './manifest.ts';
import type { RateLimiter } from './rate.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Workspace } from './state.ts';
import type { Triggers } from './triggers.ts';
import type { Uploads } from './uploads.ts';
import type { ViewStore } from './view-store.ts';

/** Everything one running war room is made of; passed whole to the functions that carry out Slack's rules. */
export interface Room {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly manifest: AppManifest;
  readonly secrets: Secrets;
  readonly workspace: Workspace;
  readonly views: ViewStore;
  readonly uploads: Uploads;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly rate: RateLimiter;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly transport: Transport;
  /** Set when the app is reached over Socket Mode. */
  readonly socketMode: SocketMode | undefined;
  readonly outbox: Outbox;
}
