/** Everything that can be made to go wrong between a client and a simulated device, and what it looks like from there. */
export const FAULTS = [
  { name: 'latency', says: 'Every answer comes late.' },
  { name: 'time-out', says: 'The request is taken and never answered.' },
  { name: 'reset-before', says: 'The connection is reset before the device looks at the request.' },
  { name: 'reset-after', says: 'The device does what it was asked, and the connection is reset before it answers.' },
  { name: 'half-reply', says: 'The connection ends in the middle of the answer.' },
  { name: 'slow-body', says: 'The answer comes a few bytes at a time.' },
  { name: 'forbidden', says: 'The device says 403, as it does to a key that is wrong, revoked or expired.' },
  { name: 'error-500', says: 'The web server in front of the device has failed (500).' },
  { name: 'error-503', says: 'The web server in front of the device is too busy (503).' },
  { name: 'error-code', says: 'The device answers with an error of its API, and HTTP 200.' },
  { name: 'garbage', says: 'The answer is not XML.' },
  { name: 'not-panos', says: 'The answer is good XML, but not of a firewall: the page of a captive portal.' },
  { name: 'huge-reply', says: 'The answer does not end for a very long time.' },
  { name: 'empty-reply', says: 'The answer is there and empty.' },
  { name: 'certificate-other-name', says: 'The certificate is good and made out to another name.' },
  {
    name: 'certificate-other-authority',
    says: 'The certificate comes from an authority that nobody was told to trust.',
  },
  { name: 'certificate-expired', says: 'The certificate has expired.' },
  { name: 'certificate-changed', says: 'The certificate is good and new: another fingerprint than before.' },
] as const;

export type FaultName = (typeof FAULTS)[number]['name'];
export type CertificateFault = Extract<FaultName, `certificate-${string}`>;
export type RequestFault = Exclude<FaultName, CertificateFault>;

/** A fault as it is asked for. What a fault has no use for is not looked at. */
export interface FaultOrder {
  readonly name: FaultName;
  /** How many requests it meets before it switches itself off; until it is switched off when not said. */
  readonly times?: number;
  /** Which requests it meets, by their type and command (`op <show>…`, `export category=…`); all when not said. */
  readonly only?: RegExp;
  /** `latency`: how late the answer is. `slow-body`: between one piece and the next. */
  readonly ms?: number;
  /** `slow-body`: how long a piece is. `huge-reply`: how long the answer is. */
  readonly bytes?: number;
  /** `error-code`: the API's code and words. */
  readonly code?: string;
  readonly message?: string;
}

export function isCertificateFault(name: FaultName): name is CertificateFault {
  return name.startsWith('certificate-');
}
