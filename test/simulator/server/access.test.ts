import { describe, expect, it } from 'vitest';
import { createTurnedClock } from '../../store/turned-clock.ts';
import { openDevice } from '../support/open-device.ts';
import { CLEAR_SESSION, SHOW_INFO } from '../support/plain-brain.ts';

const keygen = { type: 'keygen', user: 'reader', password: 'read-me-7' };
const keyIn = (text: string) => /<key>([^<]+)<\/key>/.exec(text)?.[1] ?? '';

describe('API keys', () => {
  it('are given for a name and password, and let their owner in', async () => {
    const { client } = await openDevice();
    const made = await client.call(keygen, null);
    expect(made.text).toMatch(/^<response status = 'success'><result><key>/);
    expect((await client.op(SHOW_INFO, keyIn(made.text))).text).toContain('<hostname>');
  });

  it('are not given for a wrong password', async () => {
    const { client } = await openDevice();
    const reply = await client.call({ ...keygen, password: 'all-of-it-8' }, null);
    expect(reply.status).toBe(403);
    expect(reply.text).toBe(
      "<response status = 'error' code = '403'><result><msg>Invalid Credential</msg></result></response>",
    );
  });

  it('without a lifetime are the same each time', async () => {
    const { client } = await openDevice();
    const [one, two] = [await client.call(keygen, null), await client.call(keygen, null)];
    expect(keyIn(one.text)).toBe(keyIn(two.text));
  });

  it('with a lifetime are new each time, and end with it', async () => {
    const clock = createTurnedClock(Date.UTC(2026, 10, 2));
    const { client } = await openDevice({ clock, keyLifetime: 60_000 });
    const [one, two] = [await client.call(keygen, null), await client.call(keygen, null)];
    const key = keyIn(two.text);
    expect(keyIn(one.text)).not.toBe(key);
    clock.turn(59_999);
    expect((await client.op(SHOW_INFO, key)).status).toBe(200);
    clock.turn(1);
    expect((await client.op(SHOW_INFO, key)).status).toBe(403);
  });

  it('end when they are revoked, and the next one is another', async () => {
    const { device, client } = await openDevice();
    const before = device.keys.keyFor('reader');
    const other = device.keys.keyFor('admin');
    device.keys.revoke('reader');
    expect((await client.op(SHOW_INFO, before)).status).toBe(403);
    expect((await client.op(SHOW_INFO, other)).status).toBe(200);
    const after = keyIn((await client.call(keygen, null)).text);
    expect(after).not.toBe(before);
    expect((await client.op(SHOW_INFO, after)).status).toBe(200);
  });

  it('of one device mean nothing to another', async () => {
    const [one, two] = [await openDevice(), await openDevice()];
    const otherHost = await openDevice({ brain: { ...two.brain, hostname: 'fw-z' } });
    expect((await otherHost.client.op(SHOW_INFO, one.device.keys.keyFor('reader'))).status).toBe(403);
  });
});

describe('who is let in', () => {
  it('nobody without a key, or with one that was never made', async () => {
    const { brain, client } = await openDevice();
    expect((await client.op(SHOW_INFO, null)).status).toBe(403);
    expect((await client.op(SHOW_INFO, 'never-made')).status).toBe(403);
    expect(brain.heard).toEqual([]);
  });

  it('a name and password by HTTP Basic', async () => {
    const { device, client } = await openDevice();
    const headers = { authorization: `Basic ${Buffer.from('reader:read-me-7').toString('base64')}` };
    const reply = await client.raw(`/api/?type=op&cmd=${encodeURIComponent(SHOW_INFO)}`, { headers });
    expect(reply.status).toBe(200);
    expect(device.requests().at(-1)).toMatchObject({ user: 'reader', keyPlace: 'basic' });
  });

  it('a reader to show and test, and to nothing that acts', async () => {
    const { brain, client } = await openDevice();
    const shown = [SHOW_INFO, '<test><routing/></test>'];
    for (const cmd of shown) expect((await client.op(cmd)).text).toContain('status="success"');
    const denied = [CLEAR_SESSION, '<debug><dataplane/></debug>', '<request><restart/></request>', '<showing/>'];
    for (const cmd of denied) {
      const reply = await client.op(cmd);
      expect(reply.status).toBe(200);
      expect(reply.text).toBe(
        '<response status="unauth" code="16"><msg><line>Unauthorized request</line></msg></response>',
      );
    }
    expect(brain.heard).toHaveLength(2);
  });

  it('a superuser to everything', async () => {
    const { client } = await openDevice({}, 'admin');
    expect((await client.op(CLEAR_SESSION)).text).toContain('status="success"');
  });

  it('a role without the API to a key and no further', async () => {
    const { client } = await openDevice({}, 'webonly');
    const reply = await client.op(SHOW_INFO);
    expect(reply.status).toBe(403);
    expect(reply.text).toContain('Type [op] not authorized for user role.');
  });
});
