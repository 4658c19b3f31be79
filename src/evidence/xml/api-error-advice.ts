import { isNotAuthorized, meaningOf } from '../../model/panos-api-error.ts';

/**
 * One or two sentences on an error reply: what the device said, and what to do about it.
 *
 * @param status the `status` of the reply: `error`, `unauth`, `noauth`
 * @param code the `code` of the reply, null when it has none (operational commands often have none)
 */
export function adviceFor(status: string, code: string | null, message: string | null): string {
  const words = message === null ? '' : `: "${message.replace(/\.$/, '')}"`;
  const number = code === null ? '' : ` (code ${code})`;
  const meaning = code === null ? null : meaningOf(code);
  const advice = meaning === null ? null : `${meaning.means.charAt(0).toUpperCase()}${meaning.means.slice(1)}.`;
  const rights = isNotAuthorized(status)
    ? 'The device does not accept who asks: check the API key and its role.'
    : null;
  return [`The device refused to answer${words}${number}.`, advice ?? rights]
    .filter((text) => typeof text === 'string')
    .join(' ');
}
