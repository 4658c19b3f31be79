/** An IPv4 address as a number, null for anything else. The modelled network is IPv4 only. */
export function addressNumber(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** True when the prefix (`10.20.0.0/16`, one address, or `any`) holds the address. */
export function holds(prefix: string, address: string): boolean {
  if (prefix === 'any') return true;
  const [network = '', length = '32'] = prefix.split('/');
  const [one, other] = [addressNumber(network), addressNumber(address)];
  if (one === null || other === null) return false;
  const size = 2 ** (32 - Number(length));
  return Math.floor(one / size) === Math.floor(other / size);
}

export function prefixLength(prefix: string): number {
  return Number(prefix.split('/')[1] ?? '32');
}

/** The network of an interface's address: `10.20.30.1/24` is on `10.20.30.0/24`. */
export function networkOf(address: string): string {
  const length = prefixLength(address);
  const size = 2 ** (32 - length);
  const base = Math.floor((addressNumber(hostOf(address)) ?? 0) / size) * size;
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${parts.join('.')}/${length}`;
}

/** The address without its length. */
export function hostOf(address: string): string {
  return address.split('/')[0] ?? address;
}
