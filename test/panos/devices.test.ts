import { describe, expect, it } from 'vitest';
import { handClock } from './support/clocks.ts';
import { deviceAt, failureIn, INFO, SECRETS, SESSIONS, startLab, valueIn } from './support/lab.ts';
import { startServer, success, xml } from './support/scripted-server.ts';

const SYSTEM = success('<system><hostname>PA-A</hostname><serial>000701001234</serial></system>');

describe('a question to a firewall', () => {
  it('goes out as POST with the key in its header and everything else in the body', async () => {
    await using server = await startServer((_, response) => xml(response, SYSTEM));
    await using lab = startLab([deviceAt(server, { vsys: 'vsys2' })]);

    await lab.ask(INFO);

    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/api/', key: SECRETS.KEY });
    expect(Object.fromEntries(server.seen[0]?.form ?? [])).toEqual({
      type: 'op',
      cmd: '<show><system><info></info></system></show>',
      vsys: 'vsys2',
    });
  });

  it('names the firewall to the Panorama that stands between', async () => {
    await using server = await startServer((_, response) => xml(response, SYSTEM));
    await using lab = startLab([deviceAt(server, { target: '007200009999' })]);

    const reply = valueIn(await lab.ask(SESSIONS));

    expect(server.seen[0]?.form.get('target')).toBe('007200009999');
    expect(reply.serial).toBe('007200009999');
  });

  it('gives the reply as it came, with who said it, to what and when', async () => {
    const clock = handClock();
    await using server = await startServer((_, response) => xml(response, SYSTEM));
    await using lab = startLab([deviceAt(server)], {}, { clock });

    expect(valueIn(await lab.ask(SESSIONS))).toEqual({
      device: 'PA-A',
      serial: null,
      command: SESSIONS,
      cli: 'show session info',
      text: SYSTEM,
      takenAt: '2026-03-01T09:30:00.000Z',
    });
  });

  it('remembers the serial that a firewall told', async () => {
    await using server = await startServer((_, response) => xml(response, SYSTEM));
    await using lab = startLab([deviceAt(server)]);

    await lab.ask(INFO);

    expect(valueIn(await lab.ask(SESSIONS)).serial).toBe('000701001234');
  });

  it('is not sent when its command is not valid or its firewall is not known', async () => {
    await using server = await startServer((_, response) => xml(response, SYSTEM));
    await using lab = startLab([deviceAt(server)]);

    const invalid = failureIn(await lab.ask({ kind: 'interface', name: 'all</interface>' }));
    const unknown = failureIn(await lab.ask(INFO, 'PA-Z'));

    expect([invalid.why, unknown.why]).toEqual(['not-valid', 'not-valid']);
    expect(unknown.says).toBe('There is no firewall named "PA-Z" in the fleet file.');
    expect(server.seen).toHaveLength(0);
  });

  it('is cancelled wherever it is: before, under way, and when all is closed', async () => {
    await using server = await startServer(() => undefined);
    await using lab = startLab([deviceAt(server)]);
    const cancel = new AbortController();

    const before = await lab.ask(INFO, 'PA-A', AbortSignal.abort());
    const underWay = lab.ask(INFO, 'PA-A', cancel.signal);
    await server.requests(1);
    cancel.abort();
    const atClose = lab.ask(INFO);
    await server.requests(2);
    await lab.devices.close();

    const failures = [before, await underWay, await atClose, await lab.ask(INFO)].map(failureIn);
    expect(failures.map(({ why }) => why)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    expect(server.seen).toHaveLength(2);
  });
});
