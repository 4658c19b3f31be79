import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getCACertificates, TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import type { Trust } from '../model/fleet.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { ConnectFailed, OTHER_FINGERPRINT } from './connect-trouble.ts';
import { type Trouble, trouble } from './trouble.ts';

type Connector = buildConnector.connector;

/**
 * What makes connections to a management address: TLS 1.2 or later, and a certificate that `trust` accepts before the
 * first byte of a request is sent. Fails when the file of the authorities cannot be read.
 */
export async function createConnector(trust: Trust, timeout: number): Promise<Result<Connector, Trouble>> {
  const common = { timeout, minVersion: 'TLSv1.2', allowH2: false } as const;
  if (trust.kind === 'fingerprint') return ok(pinned(trust.sha256, common));
  const ca = trust.kind === 'system' ? ok(systemAuthorities()) : await authoritiesOf(trust.path);
  if (!ca.ok) return ca;
  return ok(told(buildConnector({ ...common, ca: [...ca.value], rejectUnauthorized: true })));
}

/** Those of Node, those that the environment adds, and those of the machine. */
function systemAuthorities(): readonly string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

async function authoritiesOf(path: string): Promise<Result<readonly string[], Trouble>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text?.includes('-----BEGIN CERTIFICATE-----') === true) return ok([text]);
  return fail(
    trouble({
      why: 'wrong-certificate',
      says: `The file of certificate authorities ${path} ${text === null ? 'cannot be read' : 'holds no certificate'}.`,
      todo: 'Put the authority that signed the certificate there, as PEM.',
    }),
  );
}

/**
 * The chain is not verified: the certificate itself is held against the fingerprint instead, on every connection. No
 * session is resumed, since a resumed one need not show the certificate again.
 */
function pinned(sha256: string, common: buildConnector.BuildOptions): Connector {
  const connect = buildConnector({ ...common, rejectUnauthorized: false, maxCachedSessions: 0 });
  return told((options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      if (socket instanceof TLSSocket && fingerprintOf(socket) === sha256.toLowerCase()) return callback(null, socket);
      socket.destroy();
      callback(new ConnectFailed(OTHER_FINGERPRINT), null);
    });
  });
}

/** SHA-256 of the certificate that the other side showed, as hexadecimal digits; null when it showed none. */
function fingerprintOf(socket: TLSSocket): string | null {
  const certificate = socket.getPeerX509Certificate();
  return certificate === undefined ? null : createHash('sha256').update(certificate.raw).digest('hex');
}

/** Marks every failure to connect as one, so that it is known that nothing was sent. */
function told(connect: Connector): Connector {
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error === null) return callback(null, socket);
      callback(error instanceof ConnectFailed ? error : new ConnectFailed(codeOf(error)), null);
    });
  };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
