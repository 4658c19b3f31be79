import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { CaptureInterrupted } from '../../src/model/device-reply.ts';
import { CAPTURE_BYTES } from '../../src/panos/timings.ts';
import { handClock } from './support/clocks.ts';
import { deviceAt, failureIn, INFO, type Lab, startLab, valueIn } from './support/lab.ts';
import { apiError, INVALID_KEY, startServer, success, xml } from './support/scripted-server.ts';

const PCAP = Buffer.concat([
  Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex'),
  Buffer.alloc(70_000, 7),
]);
const never = new AbortController().signal;

function binary(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': body.length }).end(body);
}

async function fetched(lab: Lab, file = 'rt-7-receive'): Promise<Buffer> {
  return gathered(valueIn(await lab.devices.fetchCapture('PA-A', file, never)));
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pieces) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a capture file', () => {
  it('comes as it lies on the firewall', async () => {
    await using server = await startServer((_, response) => binary(response, PCAP));
    await using lab = startLab([deviceAt(server, { target: '007200009999' })]);

    expect((await fetched(lab)).equals(PCAP)).toBe(true);
    expect(Object.fromEntries(server.seen[0]?.form ?? [])).toEqual({
      type: 'export',
      category: 'filters-pcap',
      from: 'rt-7-receive',
      target: '007200009999',
    });
  });

  it('is known by its first bytes, however small the pieces and whatever the content type', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write(PCAP.subarray(0, 1), () =>
        response.write(PCAP.subarray(1, 3), () => response.end(PCAP.subarray(3))),
      );
    });
    await using lab = startLab([deviceAt(server)]);

    expect((await fetched(lab)).equals(PCAP)).toBe(true);
  });

  it('is asked for under its old category when the release does not know the new one', async () => {
    await using server = await startServer((seen, response) => {
      if (seen.form.get('category') === 'filter-pcap') binary(response, PCAP);
      else xml(response, apiError('17', 'export -> category is invalid'));
    });
    await using lab = startLab([deviceAt(server)]);

    expect((await fetched(lab)).length).toBe(PCAP.length);
    expect(server.seen.map(({ form }) => form.get('category'))).toEqual(['filters-pcap', 'filter-pcap']);
  });

  it.each<[string, string, string]>([
    ['that is not there', apiError('7', 'rt-7-receive: no such file'), 'refused'],
    ['behind a refused key', INVALID_KEY, 'wrong-key'],
    ['that is a list of files', success('<dir-listing><file>/a</file></dir-listing>'), 'garbled'],
    ['that is a page', '<html><body>Log in</body></html>', 'garbled'],
    ['that is empty', '', 'garbled'],
  ])('%s is an error, although HTTP calls it a success', async (_, body, why) => {
    await using server = await startServer((_seen, response) => xml(response, body));
    await using lab = startLab([deviceAt(server)]);

    expect(failureIn(await lab.devices.fetchCapture('PA-A', 'rt-7-receive', never)).why).toBe(why);
  });

  it('has a plain name', async () => {
    await using server = await startServer((_, response) => binary(response, PCAP));
    await using lab = startLab([deviceAt(server)]);

    expect(failureIn(await lab.devices.fetchCapture('PA-A', '../../etc/passwd', never)).why).toBe('not-valid');
    expect(failureIn(await lab.devices.fetchCapture('PA-Z', 'rt-7-drop', never)).why).toBe('not-valid');
    expect(failureIn(await lab.devices.fetchCapture('PA-A', 'rt-7-drop', AbortSignal.abort())).why).toBe('cancelled');
    expect(server.seen).toHaveLength(0);
  });

  it('that is larger than allowed is refused by its announced length, or while it is read', async () => {
    await using server = await startServer((_, response, nth) => {
      const length = nth === 1 ? { 'content-length': String(CAPTURE_BYTES + 1) } : {};
      response.writeHead(200, length).write(PCAP);
      const piece = Buffer.alloc(1_000_000);
      const more = () => {
        if (nth > 1 && !response.destroyed) response.write(piece, more);
      };
      more();
    });
    await using lab = startLab([deviceAt(server)]);

    expect(failureIn(await lab.devices.fetchCapture('PA-A', 'rt-7-drop', never)).why).toBe('too-large');
    await expect(fetched(lab)).rejects.toMatchObject({ name: 'CaptureInterrupted', failure: { why: 'too-large' } });
  });

  it('that breaks off says so to whoever reads it', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': String(PCAP.length * 2) });
      response.write(PCAP, () => response.destroy());
    });
    await using lab = startLab([deviceAt(server)]);

    const broken = await fetched(lab).catch((error: unknown) => error);

    expect(broken).toBeInstanceOf(CaptureInterrupted);
    expect(broken).toMatchObject({
      failure: { why: 'reset', device: 'PA-A', cli: 'scp export filter-pcap from rt-7-receive' },
    });
  });

  it('that is cancelled while it is read says so as well', async () => {
    const cancel = new AbortController();
    await using server = await startServer((_, response) => response.writeHead(200).write(PCAP));
    await using lab = startLab([deviceAt(server)]);
    const pieces = valueIn(await lab.devices.fetchCapture('PA-A', 'rt-7-drop', cancel.signal));
    cancel.abort();

    await expect(gathered(pieces)).rejects.toMatchObject({ failure: { why: 'cancelled' } });
  });

  it('frees its place among the five when it is read, given up, or never looked at', async () => {
    const clock = handClock();
    await using server = await startServer((seen, response) => {
      if (seen.form.get('type') === 'op') return xml(response, success('<done/>'));
      response.writeHead(200).write(PCAP);
      if (seen.form.get('from') === 'whole') response.end();
    });
    await using lab = startLab([deviceAt(server)], { capture: 1_000, queue: 60_000, call: 60_000 }, { clock });
    const places = ['whole', 'whole', 'begun', 'left', 'left'];
    const opened = await Promise.all(places.map((file) => lab.devices.fetchCapture('PA-A', file, never)));
    const [first, second, begun] = opened.map(valueIn);

    const asked = Array.from({ length: 5 }, () => lab.ask(INFO));
    for (const whole of [first, second]) if (whole !== undefined) await gathered(whole);
    for await (const _ of begun ?? []) break;
    clock.advance(1_000);

    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
    expect(server.most()).toBe(5);
  });
});
