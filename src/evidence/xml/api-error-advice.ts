/** What PAN-OS's error codes mean for the person who asked. Source: PAN-OS XML API documentation, "error codes". */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['400', 'The request lacks a parameter or has a wrong one.'],
  ['403', 'The API key is wrong or has expired, or its administrator may not use the API.'],
  ['1', 'This release does not know the command.'],
  ['6', 'The path into the configuration does not exist.'],
  ['7', 'The thing asked for does not exist on this device: check its name.'],
  ['12', 'A name or value in the command is not valid on this device.'],
  ['13', 'The device tried and could not do it: its own message says more.'],
  ['14', 'The device cannot do this in its present state.'],
  ['15', 'The device denies it, as a passive HA unit does.'],
  ['16', "The administrator's role lacks the right for this command."],
  ['17', 'The command is not valid: compare it with the CLI of this release.'],
  ['18', 'The command is malformed XML.'],
  ['22', 'The session has timed out: log in again.'],
]);
const INTERNAL: ReadonlySet<string> = new Set(['2', '3', '4', '5', '9', '11', '21']);

/**
 * One or two sentences on an error reply: what the device said, and what to do about it.
 *
 * @param status the `status` of the reply: `error`, `unauth`, `noauth`
 * @param code the `code` of the reply, null when it has none (operational commands often have none)
 */
export function adviceFor(status: string, code: string | null, message: string | null): string {
  const words = message === null ? '' : `: "${message.replace(/\.$/, '')}"`;
  const number = code === null ? '' : ` (code ${code})`;
  const advice =
    code === null ? null : INTERNAL.has(code) ? 'This is an internal error of the device.' : ADVICE.get(code);
  const rights = /^(?:un|no)auth/.test(status)
    ? 'The device does not accept who asks: check the API key and its role.'
    : null;
  return [`The device refused to answer${words}${number}.`, advice ?? rights]
    .filter((text) => typeof text === 'string')
    .join(' ');
}
