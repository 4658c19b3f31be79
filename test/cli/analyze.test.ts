import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { analyze } from '../../src/cli/analyze.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { standIn } from './stand-in.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCENARIO = join(ROOT, 'test/scenarios/return-path-bypass-second-firewall');
/** The project's own Node: whoever runs the tests may have another one. */
const NODE = join(ROOT, 'node_modules/.bin/node');
const ESCAPE = String.fromCharCode(0x1b);

async function analyzed(words: readonly string[], given: Parameters<typeof standIn>[0] = {}) {
  const { io, written } = standIn(given);
  return { code: await analyze(words, io), ...written };
}

describe('roundtrip analyze', () => {
  it('prints one JSON object that is what the schema says, and nothing else', async () => {
    const { code, out, err } = await analyzed([SCENARIO, '--json']);
    const report = reportSchema.parse(JSON.parse(out));
    expect([code, err, report.rootCause]).toEqual([0, '', 'return-path-bypass']);
  });

  it('prints the same from a terminal as from a program: `node src/main.ts`', async () => {
    const ran = spawnSync(NODE, [join(ROOT, 'src/main.ts'), 'analyze', SCENARIO, '--json'], {
      encoding: 'utf8',
    });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toBe((await analyzed([SCENARIO, '--json'])).out);
  });

  it('reads standard input', async () => {
    const { code, out } = await analyzed(['-', '--json'], {
      input: 'admin@FW-EAST> show session all\n\nNo Active Sessions\n',
    });
    const report = reportSchema.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(report.evidence[0]).toMatchObject({ source: 'stdin', observer: 'FW-EAST', kind: 'session-all' });
  });

  it('takes the flow of --flow before that of case.yml', async () => {
    const { out } = await analyzed([SCENARIO, '--json', '--flow', '10.9.9.9:1234 > 10.50.60.10:443/tcp']);
    expect(reportSchema.parse(JSON.parse(out)).flow?.client).toEqual({ address: '10.9.9.9', port: 1234 });
  });

  it('colours for a person at a terminal, and for nobody else', async () => {
    const coloured = async (words: readonly string[], given: Parameters<typeof standIn>[0]) =>
      (await analyzed([SCENARIO, ...words], given)).out.includes(`${ESCAPE}[`);
    expect(await coloured([], { terminal: true })).toBe(true);
    expect(await coloured([], { terminal: false })).toBe(false);
    expect(await coloured([], { terminal: true, noColour: true })).toBe(false);
    expect(await coloured(['--no-colour'], { terminal: true })).toBe(false);
    expect(await coloured(['--colour'], { terminal: false, noColour: true })).toBe(true);
    expect(await coloured(['--json'], { terminal: true })).toBe(false);
  });

  it('writes Markdown for a ticket', async () => {
    expect((await analyzed([SCENARIO, '--markdown'])).out).toMatch(
      /^# .*\n\n\*\*TCP 10\.20\.30\.41:52144 → 10\.50\.60\.10:443\*\*/,
    );
  });

  it('accounts for a capture without packets beside text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'roundtrip-analyze-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'a.pcap'), new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]));
    writeFileSync(join(folder, 'fw.txt'), 'admin@FW-EAST> show session all\n\nNo Active Sessions\n');
    const { code, out } = await analyzed([folder, '--json']);
    expect(code).toBe(0);
    expect(reportSchema.parse(JSON.parse(out)).evidence.at(-1)).toMatchObject({
      source: 'a.pcap',
      parsed: 'none',
      problem: 'It is a packet capture, and it ends before its first packet.',
    });
  });

  it('answers whatever it is given: a report, or one line that says why not', async () => {
    const pieces = [
      'admin@FW> show session id 7\n',
      'c2s flow:\n',
      '<response status="success">',
      '\u001b[2J',
      '\0',
      '{',
      '9'.repeat(400),
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        const { code, out, err } = await analyzed(['-', '--json'], { input: parts.join('') });
        if (code === 0) expect(reportSchema.safeParse(JSON.parse(out)).error?.issues ?? []).toEqual([]);
        else expect([code, out, err.match(/\n/g)?.length]).toEqual([2, '', 1]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [[], /^roundtrip: name a file/],
    [['--json'], /^roundtrip: name a file/],
    [['nowhere.txt'], /^roundtrip: nowhere\.txt: there is no such file or folder\n$/],
    [[SCENARIO, '--json', '--markdown'], /^roundtrip: choose/],
    [[SCENARIO, '--yaml'], /^roundtrip: Unknown option '--yaml'/],
    [[SCENARIO, '--flow', '10.1.1.5'], /^roundtrip: --flow: .*does not name two addresses/],
    [['-'], /^roundtrip: stdin: it is empty\n$/],
  ])('refuses %j with one line and code 2', async (words, says) => {
    const { code, out, err } = await analyzed(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
