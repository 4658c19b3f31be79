import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { Clock } from '../model/clock.ts';
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectId,
  octetString,
  sequence,
  setOf,
  time,
  utf8,
} from './der.ts';

/** What a certificate is made out to. `ips` are IPv4 addresses; times are milliseconds since 1970. */
export interface CertificateOrder {
  readonly hosts: readonly string[];
  readonly ips: readonly string[];
  /** A year from now when it is not said; in the past for one that has expired. */
  readonly notAfter?: number;
}

/** Key and certificate as PEM, and the SHA-256 of the certificate: 64 hexadecimal digits, lower case. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
  readonly sha256: string;
}

/** A certificate authority of one's own, alive only in memory. */
export interface Authority {
  /** Its certificate as PEM: what a client is given to trust. */
  readonly cert: string;
  readonly sha256: string;
  issue(order: CertificateOrder): Identity;
  /** An authority that nobody was told to trust, by the same clock. */
  stranger(): Authority;
}

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365 * DAY;
/** RFC 5758, 3.2. */
const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Subject {
  readonly name: string;
  readonly pair: KeyPair;
}

/**
 * An authority with a new P-256 key, good for a year from the clock's now. Whoever verifies reads the machine's clock, so
 * `clock` has to be near it.
 */
export function createAuthority(name: string, clock: Clock): Authority {
  const authority: Subject = { name, pair: newPair() };
  const own = certificate({
    subject: authority,
    issuer: authority,
    ...validity(clock, undefined),
    extensions: [
      extension('2.5.29.19', true, sequence(boolean(true))),
      // keyCertSign and cRLSign: bits 5 and 6.
      extension('2.5.29.15', true, bitString(Buffer.from([0x06]), 1)),
    ],
  });
  return {
    cert: pem(own),
    sha256: fingerprint(own),
    issue: (order) => serverIdentity(order, clock, authority),
    stranger: () => createAuthority('Unknown authority', clock),
  };
}

/** A certificate that vouches for itself, as a firewall has when it comes from the box. */
export function selfSigned(order: CertificateOrder, clock: Clock): Identity {
  return serverIdentity(order, clock, null);
}

function serverIdentity(order: CertificateOrder, clock: Clock, issuer: Subject | null): Identity {
  const subject: Subject = { name: order.hosts[0] ?? order.ips[0] ?? 'device', pair: newPair() };
  const der = certificate({
    subject,
    issuer: issuer ?? subject,
    ...validity(clock, order.notAfter),
    extensions: [
      extension('2.5.29.19', true, sequence()),
      // digitalSignature: bit 0.
      extension('2.5.29.15', true, bitString(Buffer.from([0x80]), 7)),
      // serverAuth.
      extension('2.5.29.37', false, sequence(objectId('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', false, alternativeNames(order)),
    ],
  });
  const key = subject.pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key, cert: pem(der), sha256: fingerprint(der) };
}

/** RFC 5280, 4.1. */
function certificate(parts: {
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly from: number;
  readonly until: number;
  readonly extensions: readonly Buffer[];
}): Buffer {
  const publicKey = parts.subject.pair.publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(createHash('sha256').update(publicKey).digest().subarray(0, 16)),
    ECDSA_WITH_SHA256,
    distinguishedName(parts.issuer.name),
    sequence(time(parts.from), time(parts.until)),
    distinguishedName(parts.subject.name),
    publicKey,
    explicit(3, sequence(...parts.extensions)),
  );
  return sequence(body, ECDSA_WITH_SHA256, bitString(sign('sha256', body, parts.issuer.pair.privateKey)));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(setOf(sequence(objectId('2.5.4.3'), utf8(commonName))));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

function alternativeNames({ hosts, ips }: CertificateOrder): Buffer {
  const wrong = ips.find((ip) => !isIPv4(ip));
  if (wrong !== undefined) throw new Error(`Not an IPv4 address: ${wrong}`);
  const names = hosts.map((host) => implicit(2, Buffer.from(host, 'ascii')));
  const addresses = ips.map((ip) => implicit(7, Buffer.from(ip.split('.').map(Number))));
  return sequence(...names, ...addresses);
}

/** A day of grace before now; an expired certificate was good for a day. */
function validity(clock: Clock, notAfter: number | undefined): { readonly from: number; readonly until: number } {
  const until = notAfter ?? clock.now() + YEAR;
  return { from: Math.min(clock.now(), until) - DAY, until };
}

function newPair(): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function fingerprint(der: Buffer): string {
  return createHash('sha256').update(der).digest('hex');
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
