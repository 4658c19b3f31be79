import { isNotAuthorized, meaningOf } from '../model/panos-api-error.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { type Envelope, readEnvelope, wordsOf } from './envelope.ts';
import { type Trouble, trouble } from './trouble.ts';

const LOOK = 'Look at the management interface of the device.';
/** What a firewall says of the number of a session that has ended: that is an answer, though the API calls it an error. */
const SESSION_GONE = /Bad Key: c2s/;
const GOOD_KEY = 'Check the key or login of the API administrator, and that the role may use the XML API.';

/**
 * Whether a reply is data. HTTP 200 does not say so: an error of the API comes with it as well.
 *
 * @param who the device as sentences name it
 * @param status of HTTP
 * @returns the text itself, or what went wrong; the text is kept in that when it is XML of the API
 */
export function judgeReply(who: string, status: number, text: string): Result<string, Trouble> {
  const envelope = readEnvelope(text);
  const kept = envelope.ok ? text : null;
  if (status === 429 || status >= 500) return fail(busy(who, status, kept));
  const refused = envelope.ok && !isData(envelope.value, text) ? envelope.value : null;
  if (status === 401 || status === 403) {
    return fail(apiTrouble(who, { status: 'error', code: refused?.code ?? '403' }, text, kept));
  }
  if (refused !== null) return fail(apiTrouble(who, refused, text, kept));
  if (status !== 200) return fail(notTheApi(who, status));
  if (envelope.ok) return ok(text);
  return fail(
    trouble({
      why: 'garbled',
      says: `The reply of ${who} could not be used: ${envelope.error}.`,
      todo: 'Ask again; if it stays, check that the address in the fleet file is that of the management interface.',
      // What came of a reply that ended too early can still be read.
      text: text.trimStart().startsWith('<response') ? text : null,
    }),
  );
}

function isData({ status }: Envelope, text: string): boolean {
  return status === 'success' || (status === 'error' && SESSION_GONE.test(text));
}

function busy(who: string, status: number, text: string | null): Trouble {
  return trouble({
    why: 'busy',
    says: `The management web server of ${who} is not able to answer now (HTTP ${status}).`,
    todo: LOOK,
    text,
    passing: true,
  });
}

function notTheApi(who: string, status: number): Trouble {
  return trouble({
    why: 'garbled',
    says: `${who} answered with HTTP ${status}, which the XML API does not do.`,
    todo: 'Check that the address and port in the fleet file are those of the management interface.',
  });
}

/** An error of the API, told apart by its code; many errors of operational commands have none. */
function apiTrouble(who: string, { status, code }: Envelope, text: string, kept: string | null): Trouble {
  const words = kept === null ? null : wordsOf(text);
  const meaning = code === null ? null : meaningOf(code);
  const why = whyOf(status, code);
  const quoted = words === null ? '' : `, "${words.replace(/[."]+$/, '')}"`;
  const number = code === null ? '' : ` (code ${code})`;
  const means = meaning?.means ?? (isNotAuthorized(status) ? 'it does not accept who asks' : null);
  if (why === 'refused' && words !== null && /\bnot connected\b/i.test(words)) return cutOff(who, words, code, kept);
  return trouble({
    why,
    says: `${who} refused${number}${means === null ? '' : `: ${means}`}${quoted}.`,
    todo: meaning?.todo ?? (why === 'refused' ? 'Read its message, or run the command on its CLI.' : GOOD_KEY),
    text: kept,
    code,
    keyRefused: why === 'wrong-key',
  });
}

/** A Panorama says so of a firewall that has lost its connection to it. */
function cutOff(who: string, words: string, code: string | null, text: string | null): Trouble {
  return trouble({
    why: 'unreachable',
    says: `${who} cannot be reached: its Panorama says "${words.replace(/[."]+$/, '')}".`,
    todo: 'Check the connection between the firewall and its Panorama.',
    text,
    code,
  });
}

/** 403 and 22 mean the key, 16 means the role; a refusal of who asks without a code can only be the key. */
function whyOf(status: string, code: string | null): Trouble['why'] {
  if (code === '403' || code === '22') return 'wrong-key';
  if (code === '16') return 'no-right';
  if (!isNotAuthorized(status)) return 'refused';
  return code === null ? 'wrong-key' : 'no-right';
}
