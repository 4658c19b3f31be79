import type { BrainAnswer } from '../device-brain.ts';
import { cliText, escapeXml } from '../replies/xml.ts';

/** One answer before it goes out: HTTP status, content type, further headers and the body. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

type ErrorAnswer = Extract<BrainAnswer, { readonly kind: 'error' }>;

export function xmlAnswer(body: string, status = 200): ApiAnswer {
  return { status, headers: { 'content-type': 'application/xml; charset=UTF-8' }, body: Buffer.from(body, 'utf8') };
}

/** What a firewall's brain said, as it goes out. Errors of an operational command come with HTTP 200. */
export function brainAnswer(answer: BrainAnswer): ApiAnswer {
  if (answer.kind === 'raw') return xmlAnswer(answer.xml);
  return answer.kind === 'result' ? success(answer.xml) : xmlAnswer(errorBody(answer));
}

/** `result` is XML. */
export function success(result: string): ApiAnswer {
  return xmlAnswer(`<response status="success"><result>${result}</result></response>`);
}

export function apiError(code: string | null, message: string): ApiAnswer {
  return xmlAnswer(errorBody({ kind: 'error', code, message }));
}

/**
 * A refusal before any command is looked at, with the HTTP status of the same number. Blanks around the equals signs
 * are the device's own, here and in the answer to keygen.
 */
export function refused(status: 400 | 403, message: string): ApiAnswer {
  const body = `<response status = 'error' code = '${status}'><result><msg>${escapeXml(message)}</msg></result></response>`;
  return xmlAnswer(body, status);
}

/**
 * An error stands in one of four places, by its code: nowhere, in `result/msg`, or in `msg/line` as text or, for
 * commands that were not understood (1, 17, 18), as CDATA.
 */
function errorBody({ code, status = 'error', message }: ErrorAnswer): string {
  const opening = `<response status="${status}"${code === null ? '' : ` code="${escapeXml(code)}"`}>`;
  return `${opening}${errorText(code, message)}</response>`;
}

function errorText(code: string | null, message: string): string {
  if (message === '') return '<result/>';
  if (code === '403') return `<result><msg>${escapeXml(message)}</msg></result>`;
  const notUnderstood = code === '1' || code === '17' || code === '18';
  return `<msg><line>${notUnderstood ? cliText(message) : escapeXml(message)}</line></msg>`;
}
