import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fleetWarnings, readFleet } from '../../../src/access/fleet-file/index.ts';
import type { Fleet } from '../../../src/model/fleet.ts';

const SECRET = '{env: FW_KEY}';

/** One usable device, with lines of it replaced or added. */
function device(fields: Readonly<Record<string, string>> = {}): string {
  const all = { name: 'FW-A', group: 'edge', address: '192.0.2.1', secret: SECRET, ...fields };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return lines.map(([key, value], index) => `${index === 0 ? '  - ' : '    '}${key}: ${value}\n`).join('');
}

function file(...devices: readonly string[]): string {
  return `devices:\n${devices.join('')}`;
}

function fleetOf(text: string): Fleet {
  const read = readFleet(text, 'conf/roundtrip.yml');
  if (!read.ok) throw new Error(read.error.map(({ where, message }) => `${where} ${message}`).join('\n'));
  return read.value;
}

function problemsOf(text: string): readonly string[] {
  const read = readFleet(text, 'roundtrip.yml');
  if (read.ok) throw new Error('nothing is wrong with it');
  return read.error.map(({ where = '', message, todo = '' }) => `${where}: ${message} ${todo}`);
}

describe('readFleet', () => {
  it('reads a firewall that is spoken to directly, with what it is told and what is left out', () => {
    const fleet = fleetOf(file(device({ routers: '[default, inside]', tags: '[edge]', vsys: 'vsys2' })));

    expect(fleet.devices).toEqual([
      {
        name: 'FW-A',
        group: 'edge',
        management: {
          host: '192.0.2.1',
          port: 443,
          trust: { kind: 'system' },
          credential: { kind: 'key', key: { env: 'FW_KEY' } },
        },
        target: null,
        vsys: 'vsys2',
        peer: null,
        routers: ['default', 'inside'],
        tags: ['edge'],
      },
    ]);
    expect(fleet.grants).toEqual([]);
  });

  it('reads firewalls behind a Panorama by their serials, whose zeros stay', () => {
    const panorama =
      'panoramas:\n  pano:\n    address: pano.example.net:4443\n    trust: {ca: ca.pem}\n' +
      '    secret:\n      user: {env: USER_NAME}\n      password: {file: /run/password}\n';
    const [first] = fleetOf(
      panorama + file(device({ address: '', secret: '', panorama: 'pano', serial: '"007901000042"' })),
    ).devices;

    expect(first?.target).toBe('007901000042');
    expect(first?.management).toEqual({
      host: 'pano.example.net',
      port: 4443,
      trust: { kind: 'ca-file', path: 'conf/ca.pem' },
      credential: { kind: 'login', user: { env: 'USER_NAME' }, password: { file: '/run/password' } },
    });
  });

  it.each([
    ['192.0.2.7:4443', '192.0.2.7', 4443],
    ['fw1.example.net', 'fw1.example.net', 443],
    ['"[2001:db8::1]:8443"', '2001:db8::1', 8443],
    ['"[2001:db8::1]"', '2001:db8::1', 443],
  ])('takes %s for an address', (address, host, port) => {
    expect(fleetOf(file(device({ address }))).devices[0]?.management).toMatchObject({ host, port });
  });

  it.each([
    '192.0.2',
    '192.0.2.256',
    '192.0.2.1:0',
    '192.0.2.1:70000',
    '"2001:db8::1"',
    'https://192.0.2.1',
    'a b',
    '"fw;reboot"',
    '"user@192.0.2.1"',
    '"[fe80::1%eth0]"',
    '-x.example.net',
    '443',
    '[a]',
  ])('does not take %s for an address', (address) => {
    expect(problemsOf(file(device({ address })))).toEqual([
      expect.stringMatching(/^roundtrip\.yml:4: “address” is no host/),
    ]);
  });

  it('reads a fingerprint with or without colons', () => {
    const digits = 'AB'.repeat(32);
    const withColons = (digits.match(/../g) ?? []).join(':');
    const trusts = [digits, withColons].map((sha256) => {
      return fleetOf(file(device({ trust: `{sha256: "${sha256}"}` }))).devices[0]?.management.trust;
    });

    expect(trusts).toEqual(Array(2).fill({ kind: 'fingerprint', sha256: digits.toLowerCase() }));
  });

  it.each(['none', 'false', '{verify: false}', '{}', '{sha256: abc}', '{ca: a.pem, sha256: "00"}', '[system]'])(
    'knows no certificate that is not verified: trust: %s is refused',
    (trust) => {
      expect(problemsOf(file(device({ trust })))[0]).toMatch(/^roundtrip\.yml:6: /);
    },
  );

  it('lets one unit of a pair name the other, and tells both', () => {
    const other = device({ name: 'FW-B', address: '192.0.2.2' });

    const { devices } = fleetOf(file(device({ peer: 'FW-B' }), other));

    expect(devices.map(({ name, peer }) => [name, peer])).toEqual([
      ['FW-A', 'FW-B'],
      ['FW-B', 'FW-A'],
    ]);
  });

  it.each([
    ['that is not there', { peer: 'FW-X' }, {}, 'Did you mean “FW-A”'],
    ['that is itself', { peer: 'FW-A' }, {}, 'cannot be its own peer'],
    ['that has another one', { peer: 'FW-B' }, { peer: 'FW-C' }, 'has another peer'],
    ['in another group', { peer: 'FW-B' }, { group: 'dc' }, 'in different groups'],
  ])('refuses a peer %s', (_, one, two, says) => {
    const rest = [
      device({ name: 'FW-B', address: '192.0.2.2', ...two }),
      device({ name: 'FW-C', address: '192.0.2.3' }),
    ];

    expect(problemsOf(file(device(one), ...rest)).join('\n')).toContain(says);
  });

  it('refuses a third unit of a pair', () => {
    const rest = [
      device({ name: 'FW-B', address: '192.0.2.2' }),
      device({ name: 'FW-C', address: '192.0.2.3', peer: 'FW-B' }),
    ];

    expect(problemsOf(file(device({ peer: 'FW-B' }), ...rest))).toEqual([
      expect.stringContaining('the peer of another device already'),
    ]);
  });

  it('says at once all that is wrong, in the order of the file, with lines and how to put it right', () => {
    const text = [
      'devices:',
      '  - name: FW-A',
      '    gruop: edge',
      '    adress: 192.0.2.1',
      '    secret: {env: FW_KEY}',
      '  - name: FW-A',
      '    group: all',
      '    panorama: pano',
      '    serial: 007901000042',
      '    vsys: 1',
      'acces:',
      '  - role: viewer',
    ].join('\n');

    expect(problemsOf(text)).toEqual([
      'roundtrip.yml:2: “group” is missing. Name the group that the firewall belongs to; “all” is taken. Use letters, digits, points, hyphens and underscores, at most 63, and begin with a letter or digit.',
      'roundtrip.yml:2: It is not said where this firewall is. Write address, or panorama and serial.',
      'roundtrip.yml:3: “gruop” is not known here. Did you mean “group”?',
      'roundtrip.yml:4: “adress” is not known here. Did you mean “address”?',
      'roundtrip.yml:6: Another device has this name already. Give each device its own name.',
      'roundtrip.yml:7: “group” cannot be used as it is written. Name the group that the firewall belongs to; “all” is taken. Use letters, digits, points, hyphens and underscores, at most 63, and begin with a letter or digit.',
      'roundtrip.yml:8: There is no Panorama of this name. Declare it under panoramas.',
      'roundtrip.yml:9: “serial” is read as a number, not as text. Put it in quotes.',
      'roundtrip.yml:10: “vsys” is read as a number, not as text. Put it in quotes.',
      'roundtrip.yml:11: “acces” is not known here. Did you mean “access”?',
    ]);
  });

  it('refuses one firewall under two names', () => {
    expect(problemsOf(file(device(), device({ name: 'FW-B' })))).toEqual([
      'roundtrip.yml:6: This is the same firewall as “FW-A”. Keep one of them, or correct its address or serial.',
    ]);
  });

  it.each([
    ['a text', 'just words'],
    ['a list', '- a\n- b'],
    ['nothing', ''],
    ['devices that are no list', 'devices: {name: a}'],
    ['no device', 'devices: []'],
    ['a device that is no mapping', 'devices:\n  - FW-A'],
    ['a Panorama that is nothing', `panoramas:\n  p:\n${file(device())}`],
    ['a rule that is no mapping', `${file(device())}access: [viewer]`],
  ])('refuses %s with a line and a fix', (_, text) => {
    for (const problem of problemsOf(text)) expect(problem).toMatch(/^roundtrip\.yml:\d+: .+\. .+[.?]$/);
  });
});

describe('fleetWarnings', () => {
  it('names groups that nobody may read, and operators whose requests nobody may approve', () => {
    const rule = 'access:\n  - {role: operator, users: [U0000001], groups: [edge], risks: [read, observe]}\n';
    const fleet = fleetOf(`${file(device(), device({ name: 'FW-D', group: 'dc', address: '192.0.2.9' }))}${rule}`);

    expect(fleetWarnings(fleet, 'f.yml').map(({ message }) => message)).toEqual([
      'Operators may ask for observe on “edge”, and nobody may approve it.',
      'Nobody may read the firewalls of “dc”.',
    ]);
  });

  it('names more user groups than can be asked about at every click', () => {
    const rule = (count: number) => {
      const ids = Array.from({ length: count }, (_, index) => `S000000${index}`).join(', ');
      return `access:\n  - {role: viewer, usergroups: [${ids}], groups: all}\n`;
    };
    const warned = [8, 9].map((count) => fleetWarnings(fleetOf(file(device()) + rule(count)), 'f.yml').length);

    expect(warned).toEqual([0, 1]);
  });

  it('finds nothing in the example, which can be used', () => {
    const path = new URL('../../../docs/roundtrip.example.yml', import.meta.url);

    expect(fleetWarnings(fleetOf(readFileSync(path, 'utf8')), 'example')).toEqual([]);
  });
});
