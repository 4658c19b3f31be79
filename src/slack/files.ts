import { fetch } from 'undici';
import type { CaptureDigest } from '../model/facts.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import type { AllowedHosts } from './hosts.ts';
import type { FileRef } from './job.ts';

/** The text of a file that a person gave or what its packets say, or why it could not be had, in words for that person. */
export type Download = (file: FileRef) => Promise<Result<string | CaptureDigest>>;

/** Reads a body within limits (in bytes), gzip undone; a capture is read while it comes, and its packets are not kept. */
export type ReadContent = (
  stream: AsyncIterable<Uint8Array>,
  wanted: readonly string[],
  limits: { readonly bytes: number; readonly captureBytes: number; readonly ratio: number },
) => Promise<Result<{ readonly bytes: Uint8Array } | { readonly capture: CaptureDigest }>>;

export interface DownloadOptions {
  readonly token: string;
  readonly hosts: AllowedHosts;
  /** Asks Slack for the address of a file whose message does not carry one. */
  readonly urlOf: (file: string) => Promise<string | null>;
  readonly readContent: ReadContent;
}

/** Enough for hours of a firewall's output. */
export const FILE_LIMIT = 5 * 1024 * 1024;
/** Captures are read while they come, and only what they say is kept. */
const CAPTURE_LIMIT = 256 * 1024 * 1024;
const MOST_UNPACKED = 200;
const CAPTURE_NAME = /\.(?:pcap|pcapng|cap)\d*(?:\.gz)?$/i;
const TIMEOUT_MS = { text: 30_000, capture: 300_000 } as const;

export function createDownload({ token, hosts, urlOf, readContent }: DownloadOptions): Download {
  return async (file) => {
    const kind = CAPTURE_NAME.test(file.name) ? 'capture' : 'text';
    if (file.size > (kind === 'capture' ? CAPTURE_LIMIT : FILE_LIMIT)) return fail(tooLarge(file, kind));
    const url = file.url ?? (await urlOf(file.id));
    if (url === null || !hosts.file(url)) return fail(notSlacks(file));
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS[kind]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        return fail(unavailable(file, `Slack answered ${response.status}`));
      }
      const html = (response.headers.get('content-type') ?? '').startsWith('text/html');
      // Without the right to read it, Slack answers with its sign-in page, as a success.
      if (html && file.mimetype !== 'text/html') {
        await response.body?.cancel();
        return fail(unavailable(file, 'Slack gave a sign-in page instead'));
      }
      return await readBody(file, response.body, readContent);
    } catch (error) {
      return fail(unavailable(file, error instanceof Error ? error.message : 'the connection failed'));
    }
  };
}

async function readBody(
  file: FileRef,
  body: AsyncIterable<Uint8Array> | null,
  readContent: ReadContent,
): Promise<Result<string | CaptureDigest>> {
  const limits = { bytes: FILE_LIMIT, captureBytes: CAPTURE_LIMIT, ratio: MOST_UNPACKED };
  const content = await readContent(body ?? NOTHING, [], limits);
  if (!content.ok) return fail(content.error.code === 'content.unreadable' ? notText(file) : tooLarge(file, 'text'));
  return 'capture' in content.value ? ok(content.value.capture) : asText(file, content.value.bytes);
}

const NOTHING: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
};

function asText(file: FileRef, bytes: Uint8Array): Result<string> {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!wide && bytes.includes(0)) return fail(notText(file));
  const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
  return ok(text.replace(/\r\n?/g, '\n'));
}

function tooLarge({ name }: FileRef, kind: 'text' | 'capture'): Problem {
  const limit = kind === 'capture' ? CAPTURE_LIMIT : FILE_LIMIT;
  return {
    code: 'file-too-large',
    message: `${name} is larger than ${limit / 1024 / 1024} MB and was not read.`,
    where: name,
    todo: 'Give the part that concerns this conversation.',
  };
}

function notText({ name }: FileRef): Problem {
  return {
    code: 'file-not-text',
    message: `${name} is neither text nor a packet capture that can be read.`,
    where: name,
    todo: 'Give what the command printed, as text, or a capture as pcap or pcapng.',
  };
}

function notSlacks({ name }: FileRef): Problem {
  return {
    code: 'file-elsewhere',
    message: `${name} does not lie with Slack and was not read.`,
    where: name,
    todo: 'Upload it into the thread, or paste its text.',
  };
}

function unavailable({ name }: FileRef, why: string): Problem {
  return {
    code: 'file-unavailable',
    message: `${name} could not be fetched: ${why}.`,
    where: name,
    todo: 'Upload it once more, or paste its text.',
  };
}
