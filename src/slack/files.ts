import { fetch } from 'undici';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import type { AllowedHosts } from './hosts.ts';
import type { FileRef } from './job.ts';

/** The content of a text file that a person gave, or why it could not be had, in words for that person. */
export type Download = (file: FileRef) => Promise<Result<string>>;

export interface DownloadOptions {
  readonly token: string;
  readonly hosts: AllowedHosts;
  /** Asks Slack for the address of a file whose message does not carry one. */
  readonly urlOf: (file: string) => Promise<string | null>;
}

/** Enough for hours of a firewall's output; a capture is not text and is refused by its content. */
export const FILE_LIMIT = 5 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

export function createDownload({ token, hosts, urlOf }: DownloadOptions): Download {
  return async (file) => {
    if (file.size > FILE_LIMIT) return fail(tooLarge(file));
    const url = file.url ?? (await urlOf(file.id));
    if (url === null || !hosts.file(url)) return fail(notSlacks(file));
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
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
      return await readBody(file, response.body);
    } catch (error) {
      return fail(unavailable(file, error instanceof Error ? error.message : 'the connection failed'));
    }
  };
}

async function readBody(file: FileRef, body: AsyncIterable<Uint8Array> | null): Promise<Result<string>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > FILE_LIMIT) return fail(tooLarge(file));
    chunks.push(chunk);
  }
  return asText(file, Buffer.concat(chunks));
}

function asText(file: FileRef, bytes: Buffer): Result<string> {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!wide && bytes.includes(0)) return fail(notText(file));
  const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
  return ok(text.replace(/\r\n?/g, '\n'));
}

function tooLarge({ name }: FileRef): Problem {
  return {
    code: 'file-too-large',
    message: `${name} is larger than ${FILE_LIMIT / 1024 / 1024} MB and was not read.`,
    where: name,
    todo: 'Give the part that concerns this conversation.',
  };
}

function notText({ name }: FileRef): Problem {
  return {
    code: 'file-not-text',
    message: `${name} is not text and was not read.`,
    where: name,
    todo: 'Give what the command printed, as text.',
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
