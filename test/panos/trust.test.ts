import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, selfSigned } from '../../src/simulator/certificates.ts';
import { machineClock } from './support/clocks.ts';
import { deviceAt, failureIn, INFO, startLab, valueIn } from './support/lab.ts';
import { authority, startServer, success, xml } from './support/scripted-server.ts';

let folder = '';
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trust-'));
  await writeFile(path('ca.pem'), authority.cert);
  await writeFile(path('other.pem'), createAuthority('Other authority', machineClock).cert);
  await writeFile(path('empty.pem'), 'nothing');
});

afterAll(() => rm(folder, { recursive: true }));

const answer = (_: unknown, response: Parameters<typeof xml>[0]) => xml(response, success('<system/>'));

describe('the certificate of a firewall', () => {
  it('is trusted when the authority of the file signed it for that name', async () => {
    await using server = await startServer(answer);
    await using lab = startLab([deviceAt(server, {}, { trust: { kind: 'ca-file', path: path('ca.pem') } })]);

    expect(valueIn(await lab.ask(INFO)).text).toBe(success('<system/>'));
  });

  it('is trusted when it is the pinned one, whatever its name, date and issuer', async () => {
    const identity = selfSigned({ hosts: ['pa.example'], ips: [], notAfter: Date.UTC(2020, 0) }, machineClock);
    await using server = await startServer(answer, { identity });
    await using lab = startLab([deviceAt(server)]);

    expect(valueIn(await lab.ask(INFO)).text).toBe(success('<system/>'));
  });

  it.each([
    ['is signed by nobody known', 'other.pem', { hosts: [], ips: ['127.0.0.1'] }, 'no trusted authority'],
    ['is made out to another address', 'ca.pem', { hosts: ['pa.example'], ips: ['192.0.2.1'] }, 'another name'],
    ['has expired', 'ca.pem', { hosts: [], ips: ['127.0.0.1'], notAfter: Date.UTC(2020, 0) }, 'it has expired'],
  ])('is refused when it %s, before a request is sent', async (_, file, order, says) => {
    await using server = await startServer(answer, { identity: authority.issue(order) });
    await using lab = startLab([deviceAt(server, {}, { trust: { kind: 'ca-file', path: path(file) } })]);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe('wrong-certificate');
    expect(failure.says).toContain(says);
    expect(server.seen).toHaveLength(0);
  });

  it('is refused when the machine does not know who signed it', async () => {
    await using server = await startServer(answer);
    await using lab = startLab([deviceAt(server, {}, { trust: { kind: 'system' } })]);

    expect(failureIn(await lab.ask(INFO)).why).toBe('wrong-certificate');
    expect(server.seen).toHaveLength(0);
  });

  it('is refused when it is not the pinned one, on every connection, even if a known authority signed it', async () => {
    await using server = await startServer(answer);
    await using lab = startLab([deviceAt(server, {}, { trust: { kind: 'fingerprint', sha256: authority.sha256 } })]);

    const failures = [await lab.ask(INFO), await lab.ask(INFO)].map(failureIn);

    expect(failures.map(({ why }) => why)).toEqual(['wrong-certificate', 'wrong-certificate']);
    expect(failures[0]?.says).toContain('its fingerprint is not the pinned one, so nothing was sent');
    expect(server.seen).toHaveLength(0);
  });

  it('cannot be judged without the file of the authorities, which is looked for anew each time', async () => {
    await using server = await startServer(answer);
    await using lab = startLab([deviceAt(server, {}, { trust: { kind: 'ca-file', path: path('late.pem') } })]);

    const failure = failureIn(await lab.ask(INFO));
    await writeFile(path('late.pem'), authority.cert);

    expect([failure.why, failure.says.endsWith('late.pem cannot be read.')]).toEqual(['wrong-certificate', true]);
    expect((await lab.ask(INFO)).ok).toBe(true);
  });

  it('cannot be judged by a file that holds no certificate', async () => {
    await using server = await startServer(answer);
    await using lab = startLab([deviceAt(server, {}, { trust: { kind: 'ca-file', path: path('empty.pem') } })]);

    expect(failureIn(await lab.ask(INFO)).says).toContain('holds no certificate');
  });
});

describe('a firewall that speaks nothing newer than TLS 1.1', () => {
  it('is not spoken to', async () => {
    await using server = await startServer(answer, { maxVersion: 'TLSv1.1' });
    await using lab = startLab([deviceAt(server)]);

    expect(failureIn(await lab.ask(INFO)).why).toBe('unreachable');
    expect(server.seen).toHaveLength(0);
  });
});
