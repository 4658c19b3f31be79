import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent } from '../../src/cli/read-content.ts';
import { createDownload, FILE_LIMIT } from '../../src/slack/files.ts';
import { allowedHosts } from '../../src/slack/hosts.ts';
import { pcap } from '../support/capture-file-builder.ts';
import { HANDSHAKE, story } from '../support/tcp-story.ts';
import { freePort } from './bench.ts';

const TOKEN = 'xoxb-test';
let server: Server;
let base = '';
const asked: (string | undefined)[] = [];

/** Slack's file host in small: a text, a redirect away, a sign-in page, and more bytes than it announced. */
beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    if (request.url === '/a.txt') return response.end('line 1\r\nline 2\r\n');
    if (request.url === '/away') return response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    if (request.url === '/login') return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    if (request.url === '/huge') return response.end(Buffer.alloc(FILE_LIMIT + 1, 'a'));
    if (request.url === '/whole.pcap') return response.end(gzipSync(pcap(story(HANDSHAKE))));
    if (request.url === '/pcap') return response.end(Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 0, 0]));
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
afterAll(() => server.close());

function download(path: string | null, size = 10) {
  const fetchFile = createDownload({
    token: TOKEN,
    hosts: allowedHosts(`${base}/api/`),
    urlOf: async (file) => `${base}/${file}`,
    readContent,
  });
  return fetchFile({ id: 'a.txt', name: 'edge.txt', mimetype: 'text/plain', size, url: path });
}

describe('createDownload', () => {
  it('gives the text with plain line ends, and shows the token', async () => {
    expect(await download(`${base}/a.txt`)).toEqual({ ok: true, value: 'line 1\nline 2\n' });
    expect(asked.at(-1)).toBe(`Bearer ${TOKEN}`);
  });

  it('gives what the packets of a capture say', async () => {
    expect(await download(`${base}/whole.pcap`)).toMatchObject({ ok: true, value: { summary: { packets: 3 } } });
  });

  it('asks Slack for an address that the message does not carry', async () => {
    expect(await download(null)).toMatchObject({ ok: true });
  });

  it.each([
    ['/away', 'file-unavailable'],
    ['/login', 'file-unavailable'],
    ['/gone', 'file-unavailable'],
    ['/huge', 'file-too-large'],
    ['/pcap', 'file-not-text'],
  ])('refuses %s as %s', async (path, code) => {
    expect(await download(`${base}${path}`)).toMatchObject({ ok: false, error: { code, where: 'edge.txt' } });
  });

  it('asks no other host, and not for what is announced too large', async () => {
    const before = asked.length;

    expect(await download('http://localhost:1/a.txt')).toMatchObject({ error: { code: 'file-elsewhere' } });
    expect(await download(`${base}/a.txt`, FILE_LIMIT + 1)).toMatchObject({ error: { code: 'file-too-large' } });
    expect(asked).toHaveLength(before);
  });
});
