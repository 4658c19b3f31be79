import { describe, expect, it, vi } from 'vitest';
import { FAULTS } from '../../../src/simulator/server/faults.ts';
import { createInstantClock } from '../support/instant-clock.ts';
import { clientOf, openDevice } from '../support/open-device.ts';
import { SHOW_INFO } from '../support/plain-brain.ts';
import { presented } from '../support/presented.ts';

const op = { type: 'op', cmd: SHOW_INFO };
const GOOD = '<response status="success"><result><hostname>fw-a</hostname></result></response>';

describe('on the way', () => {
  it('an answer comes late, by the device’s clock', async () => {
    const clock = createInstantClock();
    const { device, client } = await openDevice({ clock });
    device.faults.on({ name: 'latency', ms: 4_500 });
    expect((await client.op(SHOW_INFO)).text).toBe(GOOD);
    expect(clock.waits).toEqual([4_500]);
    expect(device.requests()[0]).toMatchObject({ fault: 'latency', done: true, status: 200 });
  });

  it('a request is never answered, and its connection ends with the device', async () => {
    const { device, brain, client } = await openDevice();
    device.faults.on({ name: 'time-out' });
    const failed = client.failure(op);
    await vi.waitFor(() => expect(device.requests()).toHaveLength(1));
    expect(device.load().now).toBe(1);
    await device.close();
    expect(['UND_ERR_SOCKET', 'ECONNRESET']).toContain(await failed);
    expect(brain.heard).toEqual([]);
    expect(device.requests()[0]).toMatchObject({ fault: 'time-out', done: false, status: null });
  });

  it('a connection is reset before the firewall did anything', async () => {
    const { device, brain, client } = await openDevice();
    device.faults.on({ name: 'reset-before', times: 1 });
    expect(await client.failure(op)).toBe('ECONNRESET');
    expect(brain.heard).toEqual([]);
    expect(await client.failure(op)).toBe('answered 200');
  });

  it('a connection is reset after the firewall did it', async () => {
    const { device, brain, client } = await openDevice();
    device.faults.on({ name: 'reset-after', times: 1 });
    expect(await client.failure(op)).toBe('ECONNRESET');
    expect(brain.heard).toHaveLength(1);
    expect(device.requests()[0]).toMatchObject({ fault: 'reset-after', done: true, status: null });
  });

  it('a connection ends in the middle of the answer', async () => {
    const { device, client } = await openDevice();
    device.faults.on({ name: 'half-reply', times: 1 });
    expect(['UND_ERR_SOCKET', 'ECONNRESET']).toContain(await client.failure(op));
    expect(await client.failure(op)).toBe('answered 200');
  });

  it('an answer comes a few bytes at a time, and whole', async () => {
    const clock = createInstantClock();
    const { device, client } = await openDevice({ clock });
    device.faults.on({ name: 'slow-body', bytes: 10, ms: 700 });
    expect((await client.op(SHOW_INFO)).text).toBe(GOOD);
    expect(clock.waits).toEqual(Array.from({ length: Math.ceil(GOOD.length / 10) }, () => 700));
  });
});

describe('in place of the answer', () => {
  it.each([
    ['forbidden', 403, 'Invalid Credential'],
    ['error-500', 500, 'Internal Server Error'],
    ['error-503', 503, 'Service Unavailable'],
    ['error-code', 200, '<response status="error" code="13"><msg><line>Operation failed</line></msg></response>'],
    ['garbage', 200, '<<>>'],
    ['not-panos', 200, '<html><head><title>Please sign in'],
    ['empty-reply', 200, ''],
  ] as const)('%s: HTTP %i', async (name, status, text) => {
    const { device, brain, client } = await openDevice();
    device.faults.on({ name });
    const reply = await client.op(SHOW_INFO);
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(text);
    expect(reply.text === '').toBe(name === 'empty-reply');
    expect(brain.heard).toEqual([]);
    expect(device.requests()[0]).toMatchObject({ fault: name, user: 'reader', done: false, status });
  });

  it('any error of the API with its words', async () => {
    const { device, client } = await openDevice();
    device.faults.on({ name: 'error-code', code: '15', message: 'Denied on a passive device' });
    expect((await client.op(SHOW_INFO)).text).toContain('code="15"><msg><line>Denied on a passive device');
  });

  it('more than anybody wants, in the shape of an answer', async () => {
    const { device, client } = await openDevice();
    device.faults.on({ name: 'huge-reply', bytes: 3_000_000 });
    const reply = await client.op(SHOW_INFO);
    expect(reply.text.length).toBeGreaterThan(3_000_000);
    expect(reply.text.slice(0, 35)).toBe('<response status="success"><result>');
    expect(reply.text.slice(-20)).toBe('</result></response>');
  });
});

describe('a certificate', () => {
  it.each([
    ['certificate-other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['certificate-other-authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['certificate-expired', 'CERT_HAS_EXPIRED'],
  ] as const)('%s is refused, also by a client that was connected before', async (name, code) => {
    const { device, client } = await openDevice();
    expect(await client.failure(op)).toBe('answered 200');
    const off = device.faults.on({ name });
    expect(await client.failure(op)).toBe(code);
    off();
    expect(await client.failure(op)).toBe('answered 200');
  });

  it('that is new and good is accepted by whoever trusts the authority, and has another fingerprint', async () => {
    const { device, client } = await openDevice();
    device.faults.on({ name: 'certificate-changed' });
    expect(await client.failure(op)).toBe('answered 200');
    const shown = await presented(device.port);
    expect(shown).not.toBe(device.sha256);
    device.faults.off();
    expect(await presented(device.port)).toBe(device.sha256);
  });

  it('is shown to all requests or none', async () => {
    const { device } = await openDevice();
    expect(() => device.faults.on({ name: 'certificate-expired', times: 1 })).toThrow('belongs to a connection');
  });
});

describe('the switch', () => {
  it('meets as many requests as it was told to', async () => {
    const { device, client } = await openDevice();
    device.faults.on({ name: 'error-503', times: 2 });
    const statuses = [await client.failure(op), await client.failure(op), await client.failure(op)];
    expect(statuses).toEqual(['answered 503', 'answered 503', 'answered 200']);
    expect(device.faults.active()).toEqual([]);
  });

  it('meets the commands it was told to, and does not count the others', async () => {
    const { device, client } = await openDevice();
    device.faults.on({ name: 'error-500', times: 1, only: /^op .*<session>/ });
    expect(await client.failure(op)).toBe('answered 200');
    expect(await client.failure({ type: 'op', cmd: '<show><session><info/></session></show>' })).toBe('answered 500');
  });

  it('lets lateness go with another fault, and takes the other faults one after the other', async () => {
    const clock = createInstantClock();
    const { device, client } = await openDevice({ clock });
    device.faults.on({ name: 'latency', ms: 50 });
    device.faults.on({ name: 'error-503', times: 1 });
    device.faults.on({ name: 'error-500', times: 1 });
    const statuses = [await client.failure(op), await client.failure(op), await client.failure(op)];
    expect(statuses).toEqual(['answered 503', 'answered 500', 'answered 200']);
    expect(clock.waits).toEqual([50, 50, 50]);
  });

  it('switches off by name, one by one, or all', async () => {
    const { device } = await openDevice();
    const off = device.faults.on({ name: 'garbage' });
    for (const name of ['latency', 'error-500', 'error-503'] as const) device.faults.on({ name });
    const names = () => device.faults.active().map(({ name }) => name);
    off();
    device.faults.off('error-500');
    expect(names()).toEqual(['latency', 'error-503']);
    device.faults.off();
    expect(names()).toEqual([]);
  });

  it('says of every fault in a sentence what it looks like', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
    for (const { says } of FAULTS) expect(says).toMatch(/^[A-Z].*\.$/);
  });
});

it('counts how many calls there were at once at the worst moment', async () => {
  const { device } = await openDevice({ clock: createInstantClock(3) });
  device.faults.on({ name: 'latency' });
  await Promise.all([1, 2, 3].map(() => clientOf(device).op(SHOW_INFO)));
  expect(device.load().peak).toBe(3);
  await vi.waitFor(() => expect(device.load().now).toBe(0));
});
