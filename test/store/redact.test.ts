import { describe, expect, it } from 'vitest';
import { redact, secretsTakenFrom } from '../../src/store/redact.ts';

/** Put together here, so that no file of the project holds the line that begins a key. */
function begin(kind = ''): string {
  return `-----${'BEGIN'} ${kind}PRIVATE KEY-----`;
}

describe('redact', () => {
  it.each([
    ['a PAN-OS password hash', '<phash>$5$abcdefgh$ijklmnopqrstuvwxyz</phash>', '<phash>[redacted]</phash>'],
    ['a keygen reply', '<result><key>LUFRPT1abcdef==</key></result>', '<result><key>[redacted]</key></result>'],
    [
      'an API key in an address',
      'https://192.0.2.1/api/?type=op&key=LUFRPTabc=&cmd=x',
      'https://192.0.2.1/api/?type=op&key=[redacted]&cmd=x',
    ],
    ['a bearer header', 'Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['an API key header', "curl -H 'X-PAN-KEY: abcdef123'", "curl -H 'X-PAN-KEY: [redacted]'"],
    ['a Slack bot token', 'token xoxb-1111111111-abcdefghij here', 'token [redacted] here'],
    ['a Slack app token', 'xapp-1-A111111-222222-abcdef', '[redacted]'],
    [
      'a pre-shared key in set form',
      'set network ike gateway gw1 authentication pre-shared-key key -AQ==abc',
      'set network ike gateway gw1 authentication pre-shared-key key [redacted]',
    ],
    [
      'a pre-shared key in XML',
      '<pre-shared-key><key>-AQ==abc</key></pre-shared-key>',
      '<pre-shared-key><key>[redacted]</key></pre-shared-key>',
    ],
    ['an ipsec.secrets line', '192.0.2.1 192.0.2.2 : PSK "open sesame"', '192.0.2.1 192.0.2.2 : PSK [redacted]'],
    ['an SNMP community of a router', 'snmp-server community s3cret RO', 'snmp-server community [redacted] RO'],
    [
      'an SNMP community of a firewall',
      '<snmp-community-string>s3cret</snmp-community-string>',
      '<snmp-community-string>[redacted]</snmp-community-string>',
    ],
    ['an snmpwalk call', 'snmpwalk -v2c -c s3cret 192.0.2.1', 'snmpwalk -v2c -c [redacted] 192.0.2.1'],
    ['an enable secret', 'enable secret 9 $9$abcdefghijklmnop', 'enable secret 9 [redacted]'],
    ['a password in a setting', 'password: "two words"', 'password: [redacted]'],
    ['a password in JSON', '{"user": "ops", "password": "hunter2"}', '{"user": "ops", "password": [redacted]}'],
    ['a password in the environment', 'DB_PASSWORD=hunter2 start', 'DB_PASSWORD=[redacted] start'],
    ['a password in an address', 'http://ops:hunter2@192.0.2.1:8080/x', 'http://ops:[redacted]@192.0.2.1:8080/x'],
    ['a password of curl', 'curl -k -u ops:hunter2 https://192.0.2.1/', 'curl -k -u ops:[redacted] https://192.0.2.1/'],
    ['an encrypted value of PAN-OS', 'authentication md5 1 key -AQ==abcDEF123=', 'authentication md5 1 key [redacted]'],
    ['a JSON web token', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0.abcdefghij back', 'got [redacted] back'],
    ['a crypt hash alone', 'root:$6$saltsalt$hashhashhash:19000', 'root:[redacted]:19000'],
  ])('takes out %s', (_name, given, expected) => {
    expect(redact(given)).toEqual({ text: expected, count: 1 });
  });

  it('keeps every line of a private key, so that later line numbers stay true', () => {
    const text = ['before', begin('RSA '), 'MIIabc', 'defghi', '-----END RSA PRIVATE KEY-----', 'after'].join('\n');

    const { text: safe, count } = redact(text);

    expect(safe.split('\n')).toEqual([
      'before',
      begin('RSA '),
      '[redacted]',
      '[redacted]',
      '-----END RSA PRIVATE KEY-----',
      'after',
    ]);
    expect(count).toBe(1);
  });

  it('takes out a private key whose end was not pasted', () => {
    const { text } = redact(`${begin()}\nMIIabc\ndef`);

    expect(text).toBe(`${begin()}\n[redacted]\n[redacted]`);
  });

  it.each([
    ['a BGP community', 'Community: 65001:100 65001:200'],
    ['a BGP community element', '<community>65001:100</community>'],
    ['a session', 'c2s flow: source: 10.1.1.5 [trust] dst: 10.2.2.10 proto: 6 sport: 51000'],
    ['a counter about keys', 'flow_tunnel_encap_err 12 0 drop flow tunnel Packet dropped: tunnel key lookup'],
    ['a bad key answer', 'Bad Key: 4711'],
    ['an address with a port and a path', 'http://192.0.2.1:8080/x@y'],
    ['a socket list', 'tcp 10.1.1.5:51000 10.2.2.10:443 ESTABLISHED'],
    ['nested elements named like a secret', '<key><name>x</name></key>'],
  ])('leaves %s alone', (_name, text) => {
    expect(redact(text)).toEqual({ text, count: 0 });
  });

  it('can still be counted afterwards', () => {
    const { text, count } = redact('password: one\n<key>two</key>');

    expect(secretsTakenFrom(text)).toHaveLength(count);
    expect(secretsTakenFrom('nothing here')).toEqual([]);
  });

  it('still tells afterwards what kind of secret stood in which line', () => {
    const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} RSA PRIVATE KEY-----`);
    const key = [begin, 'MIIabc', 'def', end].join('\n');
    const { text } = redact(
      `snmp-server community s3cret RO\nok\npassword: hunter2\n${key}\nuse ${['xoxb', '1234567890', 'abcdef'].join('-')}`,
    );

    expect(secretsTakenFrom(text)).toEqual([
      { kind: 'an SNMP community', line: 1 },
      { kind: 'a password', line: 3 },
      { kind: 'a private key', line: 5 },
      { kind: 'a token or key', line: 8 },
    ]);
  });

  it('changes nothing the second time', () => {
    const once = redact('snmp-server community s3cret RO\npassword: hunter2\n<key>abc</key>').text;

    expect(redact(once)).toEqual({ text: once, count: 0 });
  });

  it('keeps the line breaks of a secret that spans lines', () => {
    expect(redact('<key>\nabc\ndef\n</key>\nnext').text.split('\n')).toHaveLength(5);
  });

  it('stays fast on a long paste without secrets', () => {
    const text = 'set network virtual-router default routing-table ip static-route r1 destination 10.0.0.0/8\n'.repeat(
      20_000,
    );

    const started = performance.now();
    redact(text);

    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([
    ['one long line that begins secrets and ends none', 'set snmp radius curl '.repeat(25_000)],
    ['thousands of secrets', 'password=hunter2\n'.repeat(25_000)],
  ])('stays fast on %s, and telling what was taken as well', (_name, text) => {
    const started = performance.now();
    secretsTakenFrom(redact(text).text);

    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('takes every secret of one command line, each told once', () => {
    const { text } = redact(`snmpwalk -v3 -u mon -A ${'auth'}pass1 -X ${'priv'}pass1 192.0.2.1`);

    expect(text).toBe('snmpwalk -v3 -u mon -A [redacted] -X [redacted] 192.0.2.1');
    expect(secretsTakenFrom(text)).toHaveLength(2);
  });
});
