import { connect } from 'node:tls';
import { authority } from './open-device.ts';

/** SHA-256 of the certificate that a server on this machine presents: 64 hexadecimal digits, lower case. */
export function presented(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca: authority.cert }, () => {
      resolve(socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
