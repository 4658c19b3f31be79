import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthority, selfSigned } from '../../src/simulator/certificates.ts';
import { machineClock } from './support/clocks.ts';
import { deviceAt, failureIn, INFO, SECRETS, startLab, valueIn } from './support/lab.ts';
import { authority, startServer, success, xml } from './support/scripted-server.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trust-environment-'));
  const other = createAuthority('Other authority', machineClock);
  await writeFile(join(folder, 'bundle.pem'), `${other.cert}\n${authority.cert}`);
  await writeFile(join(folder, 'other.pem'), other.cert);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const answer = (_: unknown, response: Parameters<typeof xml>[0]) => xml(response, success('<system/>'));

describe('verification of a firewall’s certificate', () => {
  it.each([
    ['system', { kind: 'system' } as const],
    ['a file of authorities', { kind: 'ca-file', path: 'other.pem' } as const],
    ['a fingerprint', { kind: 'fingerprint', sha256: authority.sha256 } as const],
  ])('is not switched off by the environment, with trust in %s', async (_, given) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const trust = given.kind === 'ca-file' ? { ...given, path: join(folder, given.path) } : given;
    await using server = await startServer(answer, {
      identity: selfSigned({ hosts: ['localhost'], ips: ['127.0.0.1'] }, machineClock),
    });
    await using lab = startLab([deviceAt(server, {}, { trust })]);

    expect(failureIn(await lab.ask(INFO)).why).toBe('wrong-certificate');
    expect(server.seen).toHaveLength(0);
  });

  it('finds the right one of several authorities in one file', async () => {
    await using server = await startServer(answer);
    const trust = { kind: 'ca-file', path: join(folder, 'bundle.pem') } as const;
    await using lab = startLab([deviceAt(server, {}, { trust })]);

    expect(valueIn(await lab.ask(INFO)).text).toBe(success('<system/>'));
  });
});

describe('a key', () => {
  it('does not follow a redirect, not even to the same host', async () => {
    await using other = await startServer(answer);
    const location = `https://127.0.0.1:${other.port}/api/`;
    await using server = await startServer((_, response) => response.writeHead(307, { location }).end());
    await using lab = startLab([deviceAt(server)]);

    expect(failureIn(await lab.ask(INFO)).why).toBe('garbled');
    expect(server.seen.map(({ key }) => key)).toEqual([SECRETS.KEY]);
    expect(other.seen).toEqual([]);
  });
});
