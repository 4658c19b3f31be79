import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createAuthority, type Identity, selfSigned } from '../../src/simulator/certificates.ts';
import { machineClock } from './support/machine-clock.ts';

const DAY = 24 * 60 * 60 * 1000;
const order = { hosts: ['fw-a.example', 'fw-a'], ips: ['127.0.0.1'] };

describe('an authority made in memory', () => {
  const authority = createAuthority('Simulated CA', machineClock);

  it('signs certificates that Node reads back as they were ordered', () => {
    const identity = authority.issue(order);
    const read = new X509Certificate(identity.cert);
    expect(read.subjectAltName).toBe('DNS:fw-a.example, DNS:fw-a, IP Address:127.0.0.1');
    expect(read.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(identity.sha256);
    expect(read.ca).toBe(false);
    expect(read.verify(new X509Certificate(authority.cert).publicKey)).toBe(true);
    expect(read.checkIssued(new X509Certificate(authority.cert))).toBe(true);
  });

  it('says of itself that it may sign', () => {
    expect(new X509Certificate(authority.cert).ca).toBe(true);
  });

  it('gives every certificate a key and a number of its own', () => {
    const one = new X509Certificate(authority.issue(order).cert);
    const two = new X509Certificate(authority.issue(order).cert);
    expect(one.serialNumber).not.toBe(two.serialNumber);
    expect(one.fingerprint256).not.toBe(two.fingerprint256);
  });

  it('writes a year after 2049 so that it is read as that year', () => {
    const notAfter = Date.UTC(2061, 4, 6, 7, 8, 9);
    const read = new X509Certificate(authority.issue({ ...order, notAfter }).cert);
    expect(Date.parse(read.validTo)).toBe(notAfter);
  });

  it('refuses to write what is not an IPv4 address', () => {
    expect(() => authority.issue({ hosts: [], ips: ['fw-a'] })).toThrow('Not an IPv4 address: fw-a');
  });
});

describe('what a TLS client makes of it', () => {
  const authority = createAuthority('Simulated CA', machineClock);
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  async function handshake(identity: Identity, ca: string, servername = 'fw-a.example'): Promise<string> {
    const server = createServer({ key: identity.key, cert: identity.cert });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    open.push(() => new Promise((done) => server.close(() => done())));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return await new Promise((done) => {
      const socket = connect({ host: '127.0.0.1', port: address.port, ca, servername });
      socket.once('secureConnect', () => {
        socket.destroy();
        done('trusted');
      });
      socket.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    });
  }

  it('trusts it by its authority', async () => {
    expect(await handshake(authority.issue(order), authority.cert)).toBe('trusted');
  });

  it('refuses the same name by another authority', async () => {
    const other = createAuthority('Simulated CA', machineClock);
    const said = await handshake(other.issue(order), authority.cert);
    expect(said).not.toBe('trusted');
  });

  it('refuses another name', async () => {
    const identity = authority.issue({ hosts: ['elsewhere.example'], ips: [] });
    expect(await handshake(identity, authority.cert)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('refuses one that has expired', async () => {
    const identity = authority.issue({ ...order, notAfter: machineClock.now() - DAY });
    expect(await handshake(identity, authority.cert)).toBe('CERT_HAS_EXPIRED');
  });

  it('refuses one that only vouches for itself, unless it is the one that is trusted', async () => {
    const identity = selfSigned(order, machineClock);
    expect(await handshake(identity, authority.cert)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(await handshake(identity, identity.cert)).toBe('trusted');
  });
});
