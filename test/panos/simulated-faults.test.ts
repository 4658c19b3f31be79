import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceFailure } from '../../src/model/device-reply.ts';
import { FAULTS, type FaultName, type FaultOrder } from '../../src/simulator/server/faults.ts';
import { startPanorama } from '../../src/simulator/server/start-panorama.ts';
import { ACCOUNTS, authority, openDevice } from '../simulator/support/open-device.ts';
import { PCAP, plainBrain } from '../simulator/support/plain-brain.ts';
import { machineClock } from './support/clocks.ts';
import { CLEAR, deviceAt, failureIn, INFO, type Lab, SECRETS, startLab, valueIn } from './support/lab.ts';

const account = { user: SECRETS.USER, password: SECRETS.PASSWORD, role: 'superuser' } as const;
const login = { kind: 'login', user: { env: 'USER' }, password: { env: 'PASSWORD' } } as const;
const never = new AbortController().signal;
const REMAINDER = 'so it is not known whether the command was carried out.';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  await writeFile(join(folder, 'ca.pem'), authority.cert);
});
afterAll(() => rm(folder, { recursive: true }));

/** A simulated firewall with a login of ours, and a client of it. */
async function simulated(trusted: 'authority' | 'pinned' = 'authority') {
  const { device, brain } = await openDevice({ accounts: [account] }, account.user);
  const trust =
    trusted === 'pinned'
      ? ({ kind: 'fingerprint', sha256: device.sha256 } as const)
      : ({ kind: 'ca-file', path: join(folder, 'ca.pem') } as const);
  const identity = { key: '', cert: '', sha256: device.sha256 };
  const lab: Lab = startLab([deviceAt({ port: device.port, identity }, {}, { credential: login, trust })], {
    headers: 50,
    body: 50,
    retries: 1,
  });
  onTestFinished(() => lab.devices.close());
  return { device, brain, lab };
}

interface Seen {
  readonly why: DeviceFailure['why'] | 'answered';
  readonly says: RegExp;
  readonly more?: Omit<FaultOrder, 'name'>;
  readonly trusted?: 'pinned';
}

/** What the user sees of each fault of the simulator. */
const SEEN: Readonly<Record<FaultName, Seen>> = {
  latency: { why: 'answered', says: /^$/, more: { ms: 1 } },
  'time-out': { why: 'timeout', says: /was too slow: no reply within 50 ms/ },
  'reset-before': { why: 'reset', says: /broke the connection off/ },
  'reset-after': { why: 'reset', says: /broke the connection off/ },
  'half-reply': { why: 'reset', says: /broke the connection off before its reply was whole/ },
  'slow-body': { why: 'timeout', says: /the reply stopped for 50 ms/, more: { ms: 60_000, bytes: 10 } },
  forbidden: {
    why: 'no-right',
    says: /refused a key that was made just before \(code 403\): its role is not enough/,
    more: { only: /^op/ },
  },
  'error-500': { why: 'busy', says: /not able to answer now \(HTTP 500\)/ },
  'error-503': { why: 'busy', says: /not able to answer now \(HTTP 503\)/ },
  'error-code': { why: 'refused', says: /refused \(code 13\)/, more: { only: /^op/ } },
  garbage: { why: 'garbled', says: /could not be used/ },
  'not-panos': { why: 'garbled', says: /it was no reply of the XML API/ },
  'huge-reply': { why: 'too-large', says: /more than 8 MB/, more: { bytes: 20_000_000 } },
  'empty-reply': { why: 'garbled', says: /it was empty/ },
  'certificate-other-name': { why: 'wrong-certificate', says: /it is made out to another name/ },
  'certificate-other-authority': { why: 'wrong-certificate', says: /no trusted authority vouches for it/ },
  'certificate-expired': { why: 'wrong-certificate', says: /it has expired/ },
  'certificate-changed': { why: 'wrong-certificate', says: /not the pinned one/, trusted: 'pinned' },
};

describe.each(FAULTS.map(({ name }) => [name, SEEN[name]] as const))('the fault %s', (name, seen) => {
  it('is seen for what it is, once a key is there', async () => {
    const { device, lab } = await simulated(seen.trusted);
    valueIn(await lab.ask(INFO));
    device.faults.on({ name, ...seen.more });

    const found = await lab.ask(INFO);

    expect(found.ok ? 'answered' : found.error.why).toBe(seen.why);
    expect(found.ok ? '' : found.error.says).toMatch(seen.says);
  });

  it('never makes a command run twice', async () => {
    const { device, brain, lab } = await simulated(seen.trusted);
    valueIn(await lab.ask(INFO));
    device.faults.on({ name, ...seen.more });

    await lab.ask(CLEAR);

    expect(brain.heard.filter((line) => line.includes('<clear>')).length).toBeLessThanOrEqual(1);
  });
});

describe('a simulated firewall', () => {
  it('that did what it was told and could not say so leaves the outcome unknown', async () => {
    const { device, brain, lab } = await simulated();
    valueIn(await lab.ask(INFO));
    device.faults.on({ name: 'reset-after' });

    expect(failureIn(await lab.ask(CLEAR)).says).toContain(REMAINDER);
    expect(brain.heard.filter((line) => line.includes('<clear>'))).toHaveLength(1);
  });

  it('whose keys are revoked is asked with a new one', async () => {
    const { device, lab } = await simulated();
    valueIn(await lab.ask(INFO));
    device.keys.revoke();

    expect((await lab.ask(INFO)).ok).toBe(true);
    expect(device.requests().every(({ keyPlace }) => keyPlace === 'header' || keyPlace === 'none')).toBe(true);
  });

  it('gives its traffic log and its captures', async () => {
    const { lab } = await simulated();
    const log = await lab.ask({ kind: 'traffic-log', source: '192.0.2.10', destination: null, count: 20 });
    const pieces: Uint8Array[] = [];
    const capture = valueIn(await lab.devices.fetchCapture('PA-A', 'rx-1', never));
    for await (const piece of capture) pieces.push(piece);

    expect(valueIn(log).text).toContain('<status>FIN</status>');
    expect(Buffer.concat(pieces).equals(Buffer.from(PCAP))).toBe(true);
    expect(failureIn(await lab.devices.fetchCapture('PA-A', 'rx-2', never)).why).toBe('refused');
  });

  it('behind a Panorama is asked by its serial, and unreachable when it has lost its Panorama', async () => {
    const brain = plainBrain({ serial: '007951000000102' });
    const options = { serial: '000702000001', hostname: 'panorama', firewalls: [brain], accounts: ACCOUNTS };
    const panorama = await startPanorama({ ...options, authority, clock: machineClock });
    onTestFinished(() => panorama.close());
    const secrets = async () => ({ ok: true, value: panorama.keys.keyFor('reader') }) as const;
    const identity = { key: '', cert: '', sha256: panorama.sha256 };
    const devices = [
      deviceAt({ port: panorama.port, identity }, { target: brain.serial }),
      deviceAt({ port: panorama.port, identity }, { name: 'PA-B', target: '007951000000999' }),
    ];
    await using lab = startLab(devices, {}, { secrets });

    expect(valueIn(await lab.ask(INFO)).serial).toBe(brain.serial);
    expect(failureIn(await lab.ask(INFO, 'PA-B')).why).toBe('refused');
    panorama.connect(brain.serial, false);
    expect(failureIn(await lab.ask(INFO)).why).toBe('unreachable');
    expect(brain.heard).toHaveLength(1);
  });
});
