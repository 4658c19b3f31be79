import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Clock } from '../../model/clock.ts';
import type { Authority, Identity } from '../certificates.ts';
import { type Account, type Accounts, createAccounts } from './accounts.ts';
import { type ApiCall, readCall } from './api-call.ts';
import { type CallLog, createCallLog, type Load, type LoggedRequest } from './call-log.ts';
import { type ApiAnswer, apiError } from './envelope.ts';
import { createFaultBoard, type FaultBoard, type FaultSwitch } from './fault-switch.ts';
import type { Api } from './firewall-api.ts';
import { letIn } from './let-in.ts';
import { openSockets } from './open-sockets.ts';
import { pause, send } from './send.ts';
import { shownCertificate } from './shown-certificate.ts';
import { spoiledAnswer } from './spoiled-answer.ts';

/** What a firewall and a Panorama have in common as HTTPS servers. */
export interface EndpointOptions {
  readonly accounts: readonly Account[];
  /** Signs its certificate, made out to its hostname, `localhost` and 127.0.0.1. */
  readonly authority: Authority;
  /** The certificate to present instead, say one that vouches for itself. */
  readonly identity?: Identity;
  readonly clock: Clock;
  /** 0, the default, takes any free port of 127.0.0.1. */
  readonly port?: number;
  /** How long an API key holds, in milliseconds; for ever when not said. */
  readonly keyLifetime?: number;
  /** How many times a log job is found at work before it is finished; 1 when not said. */
  readonly busyFor?: number;
}

export interface Endpoint {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Of the certificate it presents when nothing is wrong. */
  readonly sha256: string;
  readonly faults: FaultSwitch;
  readonly keys: Pick<Accounts, 'keyFor' | 'revoke'>;
  /** Every request that was read, oldest first; the newest 5000. */
  requests(): readonly LoggedRequest[];
  load(): Load;
  /** Ends all connections and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

interface Parts {
  readonly api: Api;
  readonly accounts: Accounts;
  readonly log: CallLog;
  readonly faults: FaultBoard;
  readonly clock: Clock;
}

/** Opens the HTTPS server of one simulated management interface. Rejects when the port is taken. */
export async function openEndpoint(options: EndpointOptions, hostname: string, api: Api): Promise<Endpoint> {
  const { authority, clock } = options;
  const accounts = createAccounts({ ...options, keyLifetime: options.keyLifetime ?? null, salt: hostname });
  const log = createCallLog(clock);
  const order = { hosts: [hostname, 'localhost'], ips: ['127.0.0.1'] };
  const own = options.identity ?? authority.issue(order);
  const server = createServer({ key: own.key, cert: own.cert });
  const sockets = openSockets(server);
  const faults = createFaultBoard((fault) => {
    const { key, cert } = fault === null ? own : shownCertificate(fault, authority, order);
    server.setSecureContext({ key, cert });
    sockets.closeAll();
  });
  const parts: Parts = { api, accounts, log, faults, clock };
  server.on('request', (request, response) => {
    response.once('close', log.begin());
    void serve(parts, request, response, () => sockets.reset(request.socket));
  });
  const port = await sockets.listen(options.port ?? 0);
  return {
    host: '127.0.0.1',
    port,
    sha256: own.sha256,
    faults,
    keys: accounts,
    requests: log.requests,
    load: log.load,
    close: sockets.stop,
  };
}

async function serve(
  { api, accounts, log, faults, clock }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  reset: () => void,
): Promise<void> {
  if (!/^\/api\/?(?:\?|$)/.test(request.url ?? '')) return void response.writeHead(404).end();
  if (request.method !== 'GET' && request.method !== 'POST') return void response.writeHead(405).end();
  const call = await readCall(request);
  if (call === null) return void response.writeHead(413, { connection: 'close' }).end();
  const note = log.note(call);
  const { fault, late } = faults.take(call);
  note({ fault: fault?.name ?? (late > 0 ? 'latency' : null) });
  if (fault?.name === 'time-out') return;
  if (fault?.name === 'reset-before') return reset();
  if (late > 0) await pause(response, clock, late);
  const { answer, ...found } = answerTo(call, fault === null ? null : spoiledAnswer(fault), api, accounts);
  note(found);
  if (fault?.name === 'reset-after') return reset();
  await send(response, answer, fault, clock);
  if (response.headersSent) note({ status: answer.status });
}

interface Answered {
  readonly answer: ApiAnswer;
  readonly user: string | null;
  readonly done: boolean;
}

function answerTo(call: ApiCall, spoiled: ApiAnswer | null, api: Api, accounts: Accounts): Answered {
  const asker = letIn(call, accounts);
  const user = asker.kind === 'account' ? asker.account.user : asker.user;
  if (spoiled !== null) return { answer: spoiled, user, done: false };
  if (asker.kind === 'answer') return { answer: asker.answer, user, done: false };
  try {
    return { answer: api(call, asker.account), user, done: true };
  } catch (error) {
    // A bug of the simulator: said to whoever called, so that a lab with a bug in one reply still runs.
    return { answer: apiError('2', `Simulator: ${String(error)}`), user, done: false };
  }
}
