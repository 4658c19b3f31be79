/** Four decimal parts of 0 to 255 without leading zeros: short forms (`10.1`) and octal ones are refused. */
const FOUR_PARTS = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** What an IPv6 address is made of, with its zone index (RFC 4007, section 11). */
const IPV6_LETTERS = /^[\da-f.:]{2,45}(?:%\S{1,32})?$/i;

/** True for an IPv4 address in its one spelling, as RFC 6943 (section 3.1.1) asks for: `192.0.2.1`. */
export function isIpv4(text: string): boolean {
  return FOUR_PARTS.test(text);
}

/**
 * False for a text that cannot be an IPv6 address, as most words with a colon are: they are told by their letters, since
 * a library that reads addresses throws and catches for each of them, which is slow on long listings.
 */
export function mayBeIpv6(text: string): boolean {
  return text.includes(':') && IPV6_LETTERS.test(text);
}
