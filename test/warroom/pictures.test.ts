import { expect, test } from 'vitest';
import type { WarRoom } from '../../src/warroom/war-room.ts';
import { call, openWarRoom } from './support/start.ts';

const CHANNEL = 'incident-edge';
/** One white pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);

async function share(room: WarRoom, bytes: Uint8Array, alt: string): Promise<string> {
  const announced = await call(room, 'files.getUploadURLExternal', {
    filename: 'paths.png',
    length: bytes.length,
    alt_txt: alt,
  });
  await fetch(announced.body.upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  await call(room, 'files.completeUploadExternal', {
    files: [{ id: announced.body.file_id, title: 'The ways' }],
    channel_id: CHANNEL,
  });
  return announced.body.file_id;
}

test('an image carries its description and is served to the page as what it is', async () => {
  const room = await openWarRoom();

  const id = await share(room, PNG, 'Two ways that part');

  expect(room.control.messages(CHANNEL)).toMatchObject([
    { files: [{ id, title: 'The ways', alt_txt: 'Two ways that part' }] },
  ]);
  const served = await fetch(`${room.url}/page/file/${id}`);
  expect(served.headers.get('content-type')).toBe('image/png');
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await served.arrayBuffer()).equals(PNG)).toBe(true);
});

test('what only bears the name of an image is a download like any other', async () => {
  const room = await openWarRoom();

  const id = await share(room, Buffer.from('<script>alert(1)</script>'), '');

  const served = await fetch(`${room.url}/page/file/${id}`);
  expect(served.headers.get('content-type')).toBe('application/octet-stream');
  expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
});

test('an image is not served to another site', async () => {
  const room = await openWarRoom();
  const id = await share(room, PNG, '');

  const refused = await fetch(`${room.url}/page/file/${id}`, { headers: { 'sec-fetch-site': 'cross-site' } });

  expect(refused.status).toBe(403);
});

test('a description of more than a thousand characters is refused', async () => {
  const room = await openWarRoom();

  const { body } = await call(room, 'files.getUploadURLExternal', {
    filename: 'paths.png',
    length: 10,
    alt_txt: 'x'.repeat(1001),
  });

  expect(body).toMatchObject({ ok: false, error: 'alt_txt_too_large' });
});
