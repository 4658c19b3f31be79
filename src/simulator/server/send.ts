import type { ServerResponse } from 'node:http';
import type { Clock } from '../../model/clock.ts';
import type { ApiAnswer } from './envelope.ts';
import type { FaultOrder } from './faults.ts';

const SLOW = { bytes: 16, ms: 1_000 } as const;
const HUGE = 512 * 1024 * 1024;

/** Sends an answer, in the way that a fault has it sent. Resolves when nothing more will be sent. */
export async function send(
  response: ServerResponse,
  { status, headers, body }: ApiAnswer,
  fault: FaultOrder | null,
  clock: Clock,
): Promise<void> {
  if (response.destroyed) return;
  if (fault?.name === 'huge-reply') {
    response.writeHead(status, headers);
    return sendHuge(response, fault.bytes ?? HUGE);
  }
  response.writeHead(status, { ...headers, 'content-length': body.length });
  if (fault?.name === 'half-reply') return sendHalf(response, body);
  if (fault?.name === 'slow-body') return sendSlowly(response, body, fault, clock);
  response.end(body);
}

/** Half of the bytes that were promised, then the end of the connection. */
function sendHalf(response: ServerResponse, body: Uint8Array): Promise<void> {
  return new Promise((done) => {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
      response.destroy();
      done();
    });
  });
}

async function sendSlowly(response: ServerResponse, body: Uint8Array, fault: FaultOrder, clock: Clock): Promise<void> {
  const { bytes = SLOW.bytes, ms = SLOW.ms } = fault;
  for (let at = 0; at < body.length && !response.destroyed; at += bytes) {
    response.write(body.subarray(at, at + bytes));
    await pause(response, clock, ms);
  }
  response.end();
}

/** An answer that begins like any other and goes on with entries, as fast as the client reads them. */
async function sendHuge(response: ServerResponse, bytes: number): Promise<void> {
  response.write('<response status="success"><result>');
  const piece = '<entry><note>There is more to come.</note></entry>'.repeat(1_000);
  for (let sent = 0; sent < bytes && !response.destroyed; sent += piece.length) {
    if (!response.write(piece)) await drained(response);
  }
  response.end('</result></response>');
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    response.once('drain', finish);
    response.once('close', finish);
    function finish(): void {
      response.off('drain', finish);
      response.off('close', finish);
      done();
    }
  });
}

/** Waits by the clock, or until the connection is closed. */
export function pause(response: ServerResponse, clock: Clock, ms: number): Promise<void> {
  return new Promise((done) => {
    const timer = clock.setTimeout(finish, ms);
    response.once('close', finish);
    function finish(): void {
      timer.cancel();
      response.off('close', finish);
      done();
    }
  });
}
