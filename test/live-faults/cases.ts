import type { RunningLab } from '../../src/lab.ts';
import type { Secrets } from '../../src/model/fleet.ts';
import { createSecrets } from '../../src/secrets.ts';
import { FAULTS, type FaultName, type FaultOrder } from '../../src/simulator/server/faults.ts';

/** The firewall that is harmed: the one that forwards, and parts the two ways. */
export const VICTIM = 'PA-EDGE-A';

/** One thing that goes wrong while the firewalls of the lab are asked. */
export interface FaultCase {
  readonly id: string;
  /** What goes wrong, in a sentence. */
  readonly says: string;
  /** Which firewall; the victim unless said. */
  readonly on?: string;
  readonly fault?: FaultOrder;
  /** The fault begins in the middle of the run instead of before it. */
  readonly late?: true;
  readonly edit?: (text: string, ca: string) => string;
  readonly secrets?: (lab: RunningLab) => Secrets;
  /** Panorama loses the firewall behind it. */
  readonly disconnect?: true;
}

/** What must be given with a fault so that a test can be done with it in seconds, and whom it meets. */
const MORE: Readonly<Partial<Record<FaultName, Omit<FaultOrder, 'name'>>>> = {
  latency: { ms: 5 },
  'slow-body': { bytes: 4, ms: 50 },
  'huge-reply': { bytes: 20_000_000 },
  'error-code': { only: /^(?:op|log)/ },
};

/** These are told apart only where an authority vouches for the certificate; a pinned one is simply another. */
const BY_AUTHORITY: ReadonlySet<FaultName> = new Set([
  'certificate-other-name',
  'certificate-other-authority',
  'certificate-expired',
]);

const OF_SIMULATOR: readonly FaultCase[] = FAULTS.map(({ name, says }) => ({
  id: name,
  says,
  fault: { name, ...MORE[name] },
  ...(BY_AUTHORITY.has(name) ? { edit: (text, ca) => changed(text, VICTIM, /trust: .*/, `trust: {ca: "${ca}"}`) } : {}),
}));

const OTHER_PASSWORD = 'not-the-password-2026';

export const LIVE_CASES: readonly FaultCase[] = [
  ...OF_SIMULATOR,
  {
    id: 'forbidden-role',
    says: 'The device makes a key and then refuses it (403): the role may not use this part of the API.',
    fault: { name: 'forbidden', only: /^(?:op|log)/ },
  },
  {
    id: 'goes-down',
    says: 'The connection is reset before the device looks, from the middle of the run on.',
    fault: { name: 'reset-before' },
    late: true,
  },
  {
    id: 'wrong-secret',
    says: 'The password is not that of the administrator.',
    edit: (text) => changed(text, VICTIM, /password: \{env: \w+\}/, 'password: {env: OTHER_PASSWORD}'),
    secrets: ({ secrets }) => withOther(secrets, { OTHER_PASSWORD }),
  },
  {
    id: 'no-secret',
    says: 'There is nothing where the fleet file says that the password lies.',
    edit: (text) => changed(text, VICTIM, /password: \{env: \w+\}/, 'password: {env: OTHER_PASSWORD}'),
    secrets: ({ secrets }) => withOther(secrets, {}),
  },
  {
    id: 'wrong-fingerprint',
    says: 'The fleet file pins the fingerprint of another certificate.',
    edit: (text) => changed(text, VICTIM, /sha256: "\w+"/, `sha256: "${'5a'.repeat(32)}"`),
  },
  {
    id: 'no-authority-file',
    says: 'The file of the certificate authority is not where the fleet file says.',
    edit: (text) => changed(text, VICTIM, /trust: .*/, 'trust: {ca: /nowhere/authority.pem}'),
  },
  {
    id: 'switched-off',
    says: 'Nothing listens at the address of the firewall.',
    edit: (text) => changed(text, VICTIM, /address: .*/, 'address: "127.0.0.1:1"'),
  },
  {
    id: 'lost-by-panorama',
    says: 'Panorama has lost the connection to the firewall behind it.',
    on: 'PA-DC-A',
    disconnect: true,
  },
];

export const SECRETS_OF_CASES: readonly string[] = [OTHER_PASSWORD];

/** What becomes of the one command that clears, when just that meets a fault. */
export const CLEAR_CASES: readonly FaultCase[] = FAULTS.filter(({ name }) => !name.startsWith('certificate-')).map(
  ({ name, says }) => ({ id: `clear ${name}`, says, fault: { name, ...MORE[name], only: /<clear><session>/ } }),
);

/** A capture that loses a reply where it hurts. */
export const CAPTURE_CASES: readonly FaultCase[] = [
  {
    id: 'capture on, reply lost',
    says: 'The capture is switched on, and the connection is reset before the device says so.',
    fault: { name: 'reset-after', only: /<set><capture><on>/ },
  },
  {
    id: 'capture off, busy',
    says: 'The web server is too busy (503) when the capture is to be switched off.',
    fault: { name: 'error-503', only: /<set><capture><off>/, times: 1 },
  },
  {
    id: 'capture file cut',
    says: 'The connection ends in the middle of every file that is fetched.',
    fault: { name: 'half-reply', only: /^export/ },
  },
];

/** Changes one line of one device in a fleet file. Throws when there is nothing to change. */
function changed(text: string, device: string, from: RegExp, to: string): string {
  const [before, after] = text.split(`  - name: ${device}\n`);
  if (before === undefined || after === undefined || !from.test(after)) throw new Error(`${device} has no such line`);
  return `${before}  - name: ${device}\n${after.replace(from, to)}`;
}

function withOther(secrets: Secrets, env: Readonly<Record<string, string>>): Secrets {
  const others = createSecrets(env);
  return (place) => ('env' in place && place.env.startsWith('OTHER_') ? others(place) : secrets(place));
}
