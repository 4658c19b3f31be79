import type { Timings } from './timings.ts';
import { span, type Trouble, trouble } from './trouble.ts';

/** The connection was not made, so that not one byte of a request went out. */
export class ConnectFailed extends Error {
  /** Of Node, OpenSSL or undici. */
  readonly code: string;

  constructor(code: string) {
    super(`The connection was not made (${code}).`);
    this.name = 'ConnectFailed';
    this.code = code;
  }
}

/** Our own code: the certificate is not the pinned one. */
export const OTHER_FINGERPRINT = 'OTHER_FINGERPRINT';

/** Codes of Node's certificate verification (Node documentation, TLS, "X509 certificate error codes"). */
const CERTIFICATE =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_\w+)$/;

const REASONS: ReadonlyMap<string, string> = new Map([
  [OTHER_FINGERPRINT, 'its fingerprint is not the pinned one'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it is made out to another name'],
  ['CERT_HAS_EXPIRED', 'it has expired'],
  ['CERT_NOT_YET_VALID', 'it is not valid yet'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it is signed by itself and nobody else vouches for it'],
]);
const UNKNOWN_ISSUER = 'no trusted authority vouches for it';

const WAYS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens on that port'],
  ['EHOSTUNREACH', 'there is no route to it'],
  ['ENETUNREACH', 'there is no route to it'],
  ['ENOTFOUND', 'its name is not known'],
  ['EAI_AGAIN', 'its name could not be looked up'],
  ['ECONNRESET', 'the connection was reset while it was being made'],
]);

/** What a connection that was not made means. */
export function connectTrouble(who: string, code: string, timings: Timings): Trouble {
  if (code === OTHER_FINGERPRINT || CERTIFICATE.test(code)) {
    return trouble({
      why: 'wrong-certificate',
      says: `The certificate of ${who} is not trusted: ${REASONS.get(code) ?? UNKNOWN_ISSUER}, so nothing was sent.`,
      todo: 'Compare the certificate on the device with its trust entry in the fleet file, and correct whichever is wrong.',
    });
  }
  const timedOut = code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT';
  const reason = timedOut
    ? `no connection within ${span(timings.connect)}`
    : (WAYS.get(code) ?? `the connection could not be made (${code})`);
  return trouble({
    why: 'unreachable',
    says: `${who} cannot be reached: ${reason}.`,
    todo: 'Check the address in the fleet file, and that the management interface permits this host.',
    passing: true,
  });
}
