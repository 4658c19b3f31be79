import { expect, test } from 'vitest';
import type { WarRoom } from '../../src/warroom/war-room.ts';
import { call, manifestText, openWarRoom } from './support/start.ts';

const CHANNEL = 'incident-edge';
const TEXT = 'line one\nline two';

async function announce(room: WarRoom, length = TEXT.length): Promise<{ upload_url: string; file_id: string }> {
  return (await call(room, 'files.getUploadURLExternal', { filename: 'report.txt', length })).body;
}

const shareFile = (room: WarRoom, id: string) =>
  call(room, 'files.completeUploadExternal', {
    files: [{ id, title: 'Report' }],
    channel_id: CHANNEL,
    initial_comment: 'See',
  });

test('a file is announced, uploaded and then shared, in that order', async () => {
  const room = await openWarRoom();
  const { upload_url, file_id } = await announce(room);

  const early = await shareFile(room, file_id);
  const upload = await fetch(upload_url, { method: 'POST', body: TEXT });
  const shared = await shareFile(room, file_id);

  expect(early.body.error).toBe('file_not_found');
  expect(await upload.text()).toBe(`OK - ${TEXT.length}`);
  expect(shared.body.files).toMatchObject([{ id: file_id, title: 'Report', filetype: 'text', mode: 'snippet' }]);
  expect(room.control.messages(CHANNEL)).toMatchObject([
    { subtype: 'file_share', text: 'See', files: [{ id: file_id }] },
  ]);
});

test('an upload may be a multipart form', async () => {
  const room = await openWarRoom();
  const { upload_url, file_id } = await announce(room);
  const form = new FormData();
  form.append('body', new Blob([TEXT]), 'report.txt');

  await fetch(upload_url, { method: 'POST', body: form });
  await shareFile(room, file_id);

  expect(room.control.fileText(file_id)).toBe(TEXT);
});

test('bytes other in number than announced are refused', async () => {
  const room = await openWarRoom();
  const { upload_url } = await announce(room, 5);

  const response = await fetch(upload_url, { method: 'POST', body: TEXT });

  expect([response.status, await response.text()]).toEqual([400, `expected 5 bytes and received ${TEXT.length}`]);
});

test('a download needs the bot’s token, and without it is an HTML page and not the file', async () => {
  const room = await openWarRoom();
  const message = room.control.upload({ user: 'ana', channel: CHANNEL, files: [{ name: 'cli.txt', content: TEXT }] });
  const { body } = await call(room, 'files.info', { file: message.files?.[0] });
  const get = (headers: Record<string, string>) => fetch(body.file.url_private_download, { headers });

  const allowed = await get({ authorization: `Bearer ${room.botToken}` });
  const bare = await get({});

  expect([allowed.headers.get('content-type'), await allowed.text()]).toEqual(['text/plain', TEXT]);
  expect([bare.status, bare.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await bare.text()).not.toContain('line one');
});

test('a download also needs the scope files:read', async () => {
  const room = await openWarRoom({ manifest: manifestText({ without: 'files:read' }) });
  room.control.upload({ user: 'ana', channel: CHANNEL, files: [{ name: 'cli.txt', content: TEXT }] });
  const [message] = room.control.messages(CHANNEL);
  const [file] = Array.isArray(message?.files) ? message.files : [];

  const response = await fetch(file.url_private, { headers: { authorization: `Bearer ${room.botToken}` } });

  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
});

test('a capture keeps its bytes', async () => {
  const room = await openWarRoom();
  const bytes = Uint8Array.from([0xd4, 0xc3, 0xb2, 0xa1, 0, 255, 10, 13]);
  const message = room.control.upload({
    user: 'ana',
    channel: CHANNEL,
    files: [{ name: 'edge.pcap', content: bytes }],
  });
  const { body } = await call(room, 'files.info', { file: message.files?.[0] });

  const response = await fetch(body.file.url_private, { headers: { authorization: `Bearer ${room.botToken}` } });

  expect(body.file).toMatchObject({ mode: 'hosted', size: bytes.length });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
});
