import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bestSeparator } from '../../src/diagnosis/separation.ts';
import { separationPage } from '../../src/diagnosis/separation-page.ts';
import { commandVariants } from '../../src/diagnosis/test-commands.ts';
import { TESTS } from '../../src/diagnosis/tests/index.ts';
import { testsPage } from '../../src/diagnosis/tests-page.ts';
import { TEST_TARGETS, type TestTarget } from '../../src/model/diagnosis.ts';
import { PATTERNS } from '../../src/patterns/index.ts';

/** What a person is told between two commands. */
const REMARK = /^# [A-Za-z]/;
const PANOS = [
  REMARK,
  /^show (?!.*\|)/,
  /^test (?:routing|advanced-routing) fib-lookup /,
  /^test pbf-policy-match /,
  /^debug dataplane packet-diag (?:set (?:filter|capture|log)|clear all$|show|aggregate-logs)\b/,
  /^less dp-log pan_packet_diag\.log$/,
];
const LINUX = [
  REMARK,
  /^ip (?:-6 )?(?:addr|rule|neigh|route get [^;|&]+|route show [^;|&]+)$/,
  /^(?:sysctl -a|nstat -az|dmesg$|journalctl -k |head -n |conntrack -[LS]|ip6?tables-save|nft list |traceroute -n |ss -|mtr -r|ping -)/,
  /^tcpdump -nn -i any -s \d+ -c \d+ -w /,
  /^(?:ipvsadm -L|tmsh (?:list|show) |nmcli (?:-f \S+ )?connection show\b)/,
];
const WINDOWS = [
  /^(?:route print|arp -a|tracert -d |Find-NetRoute )/,
  /^pktmon (?:filter (?:add roundtrip -i \S+|remove)|start --capture --pkt-size \d+|stop$|etl2pcap )/,
];
const ROUTER = [/^show /];
const AWS = [/^aws ec2 describe-/, /^aws logs tail /];

/** The only ways in which a proposed command may begin, by who runs it: all of them look, or capture behind a filter. */
const ALLOWED: Readonly<Record<TestTarget, readonly RegExp[]>> = {
  firewall: PANOS,
  'other-firewall': PANOS,
  router: ROUTER,
  server: [...LINUX, ...WINDOWS],
  client: [...LINUX, ...WINDOWS],
  'load-balancer': LINUX,
  cloud: AWS,
  person: [/\?/],
};

const CHANGES =
  /\b(?:set (?!filter|capture|log)|delete|commit|configure|request|reboot|restart|failover|suspend|clear session|modify-|create-|(?:route|rule|addr|neigh) (?:add|del|replace|flush)|sysctl -w|write)\b/;

describe('the catalogue of checks', () => {
  it('has at least forty, each with a name of its own, for every kind of device', () => {
    expect(TESTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(TESTS.map(({ id }) => id)).size).toBe(TESTS.length);
    expect(new Set(TESTS.map(({ target }) => target))).toEqual(new Set(TEST_TARGETS));
  });

  it.each(TESTS.map((test) => [test.id, test] as const))('%s only looks, on every platform', (_, test) => {
    const lines = commandVariants(test).flatMap(({ text }) => text.split('\n'));

    expect(lines.filter((line) => !ALLOWED[test.target].some((allowed) => allowed.test(line)))).toEqual([]);
    if (test.target !== 'person') expect(lines.filter((line) => CHANGES.test(line))).toEqual([]);
  });

  it.each(TESTS.map((test) => [test.id, test] as const))('%s says what it costs, risks and settles', (_, test) => {
    expect(test.cost).toBeGreaterThanOrEqual(1);
    expect(test.cost).toBeLessThanOrEqual(5);
    expect(test.riskWhy).toMatch(/^[A-Z].*\.$/);
    expect(test.settles.length).toBeGreaterThan(0);
    expect(test.tells).toMatch(/^[a-z]/);
  });

  it('knows no command that a checklist uses to change something', () => {
    expect(TESTS.filter(({ command }) => command === 'clear-flow' || command === 'packet-filter-on')).toEqual([]);
  });

  it('has its page, made from the catalogue', () => {
    expect(readFileSync('docs/next-tests.md', 'utf8')).toBe(testsPage());
  });
});

describe('the matrix of what tells two causes apart', () => {
  it('has its page, made from the patterns and the checks', () => {
    expect(readFileSync('docs/separation.md', 'utf8')).toBe(separationPage());
  });

  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))('leaves no pair of %s empty', (_, pattern) => {
    const empty = PATTERNS.filter((other) => other !== pattern && bestSeparator(pattern, other, 'network') === null);

    expect(empty.map(({ id }) => id)).toEqual([]);
  });

  it('names the cheap look at HA for two firewalls that may or may not be a pair', () => {
    const [bypass, ha] = ['return-path-bypass', 'ha-session-owner-mismatch'].map((id) =>
      PATTERNS.find((pattern) => pattern.id === id),
    );

    expect(bypass && ha && bestSeparator(bypass, ha, 'network')?.target).toMatch(/firewall/);
  });
});
