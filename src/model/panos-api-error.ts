/** What an error code of the XML API means: a clause without its full stop, and what to do about it. */
export interface ApiErrorMeaning {
  readonly means: string;
  readonly todo: string;
}

const INTERNAL: ApiErrorMeaning = {
  means: 'this is an internal error of the device',
  todo: 'Try once more; if it stays, look at the system log of the device.',
};
const COMPARE = 'Compare the command with the CLI of this release.';
const NEW_KEY = 'Put a valid API key, or a login that may use the API, where the fleet file says the secret lies.';
const CHECK_NAME = 'Check the name on the device.';

/**
 * Every error code of the XML API. 19 and 20 are the codes of success and not here.
 * Source: PAN-OS XML API documentation, "error codes".
 */
const MEANINGS: ReadonlyMap<string, ApiErrorMeaning> = new Map([
  [
    '400',
    { means: 'the request lacks a parameter or has a wrong one', todo: 'Check the serial and vsys in the fleet file.' },
  ],
  ['403', { means: 'the API key is wrong or has expired, or its administrator may not use the API', todo: NEW_KEY }],
  ['1', { means: 'this release does not know the command', todo: COMPARE }],
  ['2', INTERNAL],
  ['3', INTERNAL],
  ['4', INTERNAL],
  ['5', INTERNAL],
  ['6', { means: 'the path into the configuration does not exist', todo: COMPARE }],
  ['7', { means: 'the thing asked for does not exist on this device: check its name', todo: CHECK_NAME }],
  ['8', { means: 'there is more than one of what was named', todo: CHECK_NAME }],
  ['9', INTERNAL],
  ['10', { means: 'something else on the device still uses it', todo: 'Look on the device for what refers to it.' }],
  ['11', INTERNAL],
  ['12', { means: 'a name or value in the command is not valid on this device', todo: CHECK_NAME }],
  [
    '13',
    {
      means: 'the device tried and could not do it: its own message says more',
      todo: 'Read its message, or run the command on its CLI.',
    },
  ],
  [
    '14',
    { means: 'the device cannot do this in its present state', todo: 'Check its HA state and whether a commit runs.' },
  ],
  ['15', { means: 'the device denies it, as a passive HA unit does', todo: 'Ask the active unit.' }],
  [
    '16',
    {
      means: "the administrator's role lacks the right for this command",
      todo: 'Give the role of the API administrator the right for operational commands.',
    },
  ],
  ['17', { means: 'the command is not valid: compare it with the CLI of this release', todo: COMPARE }],
  ['18', { means: 'the command is malformed XML', todo: COMPARE }],
  ['21', INTERNAL],
  ['22', { means: 'the session has timed out: log in again', todo: NEW_KEY }],
]);

/** What this code means; null for one that the documentation does not list. */
export function meaningOf(code: string): ApiErrorMeaning | null {
  return MEANINGS.get(code) ?? null;
}

/** True for the statuses with which a device turns away who asks: `unauth`, `noauth`. */
export function isNotAuthorized(status: string): boolean {
  return status.startsWith('unauth') || status.startsWith('noauth');
}
