import { describe, expect, it, onTestFinished } from 'vitest';
import { startPanorama } from '../../../src/simulator/server/start-panorama.ts';
import { machineClock } from '../support/machine-clock.ts';
import { ACCOUNTS, authority, clientOf } from '../support/open-device.ts';
import { PCAP, plainBrain, SHOW_INFO } from '../support/plain-brain.ts';

const A = '007951000000101';
const B = '007951000000102';

async function openPanorama() {
  const firewalls = [plainBrain({ serial: A, hostname: 'fw-a' }), plainBrain({ serial: B, hostname: 'fw-b' })] as const;
  const own = { serial: '000795000000001', hostname: 'panorama-1' };
  const panorama = await startPanorama({ ...own, firewalls, accounts: ACCOUNTS, authority, clock: machineClock });
  onTestFinished(() => panorama.close());
  return { panorama, firewalls, client: clientOf(panorama) };
}

describe('with a target', () => {
  it('hands a command to the firewall of that serial and no other', async () => {
    const { panorama, firewalls, client } = await openPanorama();
    const reply = await client.call({ type: 'op', cmd: SHOW_INFO, target: B });
    expect(reply.text).toContain('<hostname>fw-b</hostname>');
    expect(firewalls.map(({ heard }) => heard.length)).toEqual([0, 1]);
    expect(panorama.requests()[0]).toMatchObject({ target: B, user: 'reader', done: true });
  });

  it('hands on captures and log jobs, each firewall with jobs of its own', async () => {
    const { client } = await openPanorama();
    const file = await client.call({ type: 'export', category: 'filters-pcap', from: 'rx-1', target: A });
    expect(file.bytes).toEqual(PCAP);
    await client.call({ type: 'log', 'log-type': 'traffic', target: A });
    const look = { type: 'log', action: 'get', 'job-id': '1' };
    expect((await client.call({ ...look, target: A })).text).toContain('<status>ACT</status>');
    expect((await client.call({ ...look, target: B })).text).toContain('job 1 not found');
  });

  it('says of a serial that it does not manage that it does not', async () => {
    const { firewalls, client } = await openPanorama();
    const reply = await client.call({ type: 'op', cmd: SHOW_INFO, target: '007951000000999' });
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('status="error"');
    expect(reply.text).toContain('Invalid target 007951000000999');
    expect(firewalls.flatMap(({ heard }) => heard)).toEqual([]);
  });

  it('says of a firewall that is cut off that it is not connected, until it is again', async () => {
    const { panorama, client } = await openPanorama();
    panorama.connect(B, false);
    const ask = () => client.call({ type: 'op', cmd: SHOW_INFO, target: B });
    expect((await ask()).text).toContain(`${B} not connected`);
    panorama.connect(B, true);
    expect((await ask()).text).toContain('<hostname>fw-b</hostname>');
    expect(() => panorama.connect('1', true)).toThrow('manages no firewall 1');
  });

  it('lets nobody pass whom it does not know itself', async () => {
    const { firewalls, client } = await openPanorama();
    expect((await client.call({ type: 'op', cmd: SHOW_INFO, target: A }, 'never-made')).status).toBe(403);
    const denied = await client.call({ type: 'op', cmd: '<clear><session/></clear>', target: A });
    expect(denied.text).toContain('code="16"');
    expect(firewalls.flatMap(({ heard }) => heard)).toEqual([]);
  });
});

describe('without a target', () => {
  it('says who it is', async () => {
    const { client } = await openPanorama();
    expect((await client.op(SHOW_INFO)).text).toContain('<system><hostname>panorama-1</hostname>');
    expect((await client.call({ type: 'version' })).text).toContain('<model>Panorama</model>');
  });

  it('lists its firewalls, all or those that are connected', async () => {
    const { panorama, client } = await openPanorama();
    panorama.connect(A, false);
    const serials = (text: string) => [...text.matchAll(/<entry name="(\d+)">/g)].map(([, serial]) => serial);
    const all = await client.op('<show><devices><all></all></devices></show>');
    expect(serials(all.text)).toEqual([A, B]);
    expect(all.text).toContain('<connected>no</connected>');
    expect(serials((await client.op('<show><devices><connected/></devices></show>')).text)).toEqual([B]);
  });

  it('does not know the commands of a firewall', async () => {
    const { client } = await openPanorama();
    expect((await client.op('<show><session><info></info></session></show>')).text).toContain('code="17"');
  });
});
