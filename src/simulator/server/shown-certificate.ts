import type { Authority, CertificateOrder, Identity } from '../certificates.ts';
import type { CertificateFault } from './faults.ts';

/** Before any clock that a test could have. */
const LONG_AGO = Date.UTC(2020, 0, 1);

type Maker = (authority: Authority, order: CertificateOrder) => Identity;

const MAKERS: Readonly<Record<CertificateFault, Maker>> = {
  'certificate-other-name': (authority) => authority.issue({ hosts: ['elsewhere.example'], ips: [] }),
  'certificate-other-authority': (authority, order) => authority.stranger().issue(order),
  'certificate-expired': (authority, order) => authority.issue({ ...order, notAfter: LONG_AGO }),
  'certificate-changed': (authority, order) => authority.issue(order),
};

/** The certificate a device presents under a fault; `order` is what its own is made out to. */
export function shownCertificate(fault: CertificateFault, authority: Authority, order: CertificateOrder): Identity {
  return MAKERS[fault](authority, order);
}
