import { type ApiAnswer, apiError, refused, xmlAnswer } from './envelope.ts';
import type { FaultOrder, RequestFault } from './faults.ts';

type Spoiler = (order: FaultOrder) => ApiAnswer;

/** What is answered in place of the device. Faults that are not here leave the answer as it is, and harm its way. */
const SPOILERS: Readonly<Partial<Record<RequestFault, Spoiler>>> = {
  forbidden: () => refused(403, 'Invalid Credential'),
  'error-500': () => webPage(500, 'Internal Server Error'),
  'error-503': () => webPage(503, 'Service Unavailable'),
  'error-code': ({ code = '13', message = 'Operation failed' }) => apiError(code, message),
  garbage: () => xmlAnswer('\u0000\u0001<response status="succ<<>>&&&\u0007 result ]]> \uFFFD</resp'),
  'not-panos': () => webPage(200, 'Please sign in'),
  'empty-reply': () => xmlAnswer(''),
};

/** The answer a fault puts in place of the device's own, which is then never asked; null: the fault is another. */
export function spoiledAnswer(order: FaultOrder & { readonly name: RequestFault }): ApiAnswer | null {
  return SPOILERS[order.name]?.(order) ?? null;
}

function webPage(status: number, title: string): ApiAnswer {
  const page = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: Buffer.from(page, 'utf8') };
}
