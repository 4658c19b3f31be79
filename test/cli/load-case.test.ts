import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCase } from '../../src/cli/load-case.ts';
import { pcap, pcapng } from '../support/capture-file-builder.ts';
import { HANDSHAKE, story } from '../support/tcp-story.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-load-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function* streamOf(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield new TextEncoder().encode(piece);
}

async function sourcesOf(paths: string | readonly string[]): Promise<readonly string[]> {
  const loaded = await loadCase(paths, streamOf());
  return loaded.ok ? loaded.value.raw.map(({ source }) => source) : [JSON.stringify(loaded.error)];
}

const PCAP = new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]);

describe('loading a case', () => {
  it('takes a folder in the order of its numbers, with what lies below it, without hidden files and expected answers', async () => {
    for (const name of ['10-last.txt', '2-first.txt', 'server/trace.txt', '.DS_Store', '.git/config', 'expected.json'])
      put(name, 'x');
    put('case.yml', 'symptoms: [ping-works]');
    expect(await sourcesOf(folder)).toEqual(['2-first.txt', '10-last.txt', 'server/trace.txt']);
  });

  it('gives each file what case.yml says of it', async () => {
    put(
      'case.yml',
      'flow: 10.1.1.5 > 10.2.2.10:443\nfiles:\n  fw.txt: { observer: FW-1, point: ethernet1/1 }\n  gone.txt: { observer: FW-2 }\n',
    );
    put('fw.txt', 'text');
    expect(await loadCase([folder])).toMatchObject({
      ok: true,
      value: {
        raw: [{ source: 'fw.txt', text: 'text', obtained: 'file', observer: 'FW-1', point: 'ethernet1/1' }],
        flow: { server: { address: '10.2.2.10', port: 443 } },
        warnings: ['case.yml speaks of "gone.txt", which is not there'],
      },
    });
  });

  it('takes files one by one, each once, and standard input', async () => {
    const path = put('fw.txt', 'text');
    expect(await sourcesOf([path, path])).toEqual([path]);
    expect(await loadCase('-', streamOf('one ', 'two'))).toMatchObject({
      ok: true,
      value: { raw: [{ source: 'stdin', text: 'one two', obtained: 'paste' }] },
    });
  });

  it('calls files of two folders by their paths when their names are the same', async () => {
    const [a, b] = [put('a/fw.txt', 'x'), put('b/fw.txt', 'y')];
    put('b/web.txt', 'z');
    expect(await sourcesOf([dirname(a), dirname(b)])).toEqual([a, b, 'web.txt']);
  });

  it('reads what PowerShell writes', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('show session all', 'utf16le')]);
    const loaded = await loadCase(put('fw.txt', utf16));
    expect(loaded.ok && loaded.value.raw[0]?.text).toBe('show session all');
  });

  it('reads captures beside text, and gives them what case.yml says', async () => {
    put('case.yml', 'flow: 192.0.2.10 > 198.51.100.5:443\nfiles:\n  a.pcap: { observer: FW-1, point: transmit }\n');
    put('a.pcap', pcap(story(HANDSHAKE)));
    put('b.pcapng.gz', gzipSync(pcapng(story(HANDSHAKE))));

    expect(await loadCase(folder)).toMatchObject({
      ok: true,
      value: {
        raw: [
          { source: 'a.pcap', text: '', observer: 'FW-1', point: 'transmit', capture: { summary: { format: 'pcap' } } },
          { source: 'b.pcapng.gz', text: '', obtained: 'file', capture: { summary: { format: 'pcapng', packets: 3 } } },
        ],
        unreadable: [],
      },
    });
  });

  it('sets aside what is no text, and says what it is', async () => {
    put('fw.txt', 'text');
    put('a.pcap', PCAP);
    put('b.bin', new Uint8Array([1, 2, 0, 4]));
    put('c.txt', ' \n');
    const loaded = await loadCase(folder);
    expect(loaded.ok && loaded.value.unreadable).toEqual([
      { source: 'a.pcap', problem: 'It is a packet capture, and it ends before its first packet.' },
      { source: 'b.bin', problem: 'It is binary data, not text.' },
      { source: 'c.txt', problem: 'It is empty.' },
    ]);
  });

  it.each([
    ['nothing at all', () => folder, 'there is no file in it'],
    ['a case.yml alone', () => dirname(put('case.yml', 'symptoms: []')), 'there is no file in it'],
    [
      'a capture without packets alone',
      () => put('a.pcap', PCAP),
      'it is a packet capture, and it ends before its first packet',
    ],
    ['a path that is not there', () => join(folder, 'nope'), 'there is no such file or folder'],
    [
      'a case.yml that cannot be used',
      () => dirname(put('case.yml', 'fixedAt: soon')),
      'fixedAt: write a time with its zone, like 2026-11-10T12:00:00Z',
    ],
  ])('refuses %s', async (_, make, message) => {
    expect(await loadCase(make())).toMatchObject({ ok: false, error: { message } });
  });

  it('refuses two cases at once', async () => {
    put('a/case.yml', '');
    put('b/case.yml', '');
    expect(await loadCase(folder)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('second case.yml') },
    });
  });
});
