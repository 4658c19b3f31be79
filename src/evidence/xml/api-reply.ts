import type { ApiError } from '../../model/facts.ts';
import { adviceFor } from './api-error-advice.ts';
import { child, childrenNamed } from './element.ts';
import { textField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

const CLEARED = /^sessions? (?:\d+ )?cleared\b/i;

/**
 * Replies that are not data: an error (HTTP status 200 does not exclude one), no right to ask, or the word that
 * sessions were cleared. The message stands in `msg`, `msg/line` (text or CDATA) or `result/msg`.
 */
export const apiReply: XmlReader = {
  kind: 'api-reply',
  commands: /^clear session\b/,
  used: names('result member msg line'),
  ignored: names('code'),
  recognises: (reply) => isRefusal(reply) || CLEARED.test(saidIn(reply)) || isMessageAlone(reply),
  read: readReply,
};

/** True for every status but `success`, whatever was asked for. */
export function isRefusal(reply: Reply): boolean {
  const status = reply.root.attributes.get('status');
  return reply.root.name === 'response' && status !== undefined && status !== 'success';
}

function readReply(reply: Reply): XmlReading {
  if (!isRefusal(reply)) return { facts: [] };
  const message = messageOf(reply);
  if (message === null && reply.document.cutOff !== null) return { facts: [] };
  const fact: ApiError = {
    kind: 'api-error',
    at: reply.cite(reply.root),
    status: reply.root.attributes.get('status') ?? '',
    code: reply.root.attributes.get('code') ?? null,
    message,
  };
  return { facts: [fact], problem: adviceFor(fact.status, fact.code, fact.message) };
}

function saidIn(reply: Reply): string {
  return textField(reply.result, 'member') ?? reply.result.text.trim();
}

/** `command succeeded with no output`: success, a message and no result. */
function isMessageAlone(reply: Reply): boolean {
  return reply.root.children.length === 1 && child(reply.root, 'msg') !== null;
}

function messageOf(reply: Reply): string | null {
  const message = child(reply.root, 'msg') ?? child(reply.result, 'msg');
  const lines = childrenNamed(message, 'line').map((line) => line.text);
  const text = [...lines, message?.text ?? '', message === null ? saidIn(reply) : ''].map(folded);
  return text.filter((part) => part !== '').join('; ') || null;
}

function folded(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
