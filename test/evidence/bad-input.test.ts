import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/cli/decode.ts';
import { textParsers } from '../../src/evidence/index.ts';
import { expectAccounted } from './accounting.ts';
import { ALL_FIXTURES, readFile, understood } from './all-fixtures.ts';
import { PIECES } from './pieces.ts';

const ESC = '\u001b';
const SEED = 20261110;
/** What one hopeless input may cost on a slow machine under load. */
const MOST_MILLISECONDS = 20_000;

function timed(text: string): number {
  const start = performance.now();
  const evidence = readFile(text);
  const spent = performance.now() - start;
  expectAccounted(text, evidence);
  return spent;
}

/** As a person at a terminal would get it: each line in colour, the first word in bold. */
function coloured(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `${ESC}[32m${ESC}[1m${line}${ESC}[0m${ESC}[K`))
    .join('\n');
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 + text.length * 2));
  bytes.setUint16(0, 0xfeff, littleEndian);
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(2 + at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(bytes.buffer);
}

describe('every fixture, as other systems write it', () => {
  it.each([
    ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['in the colours of a terminal', coloured],
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
  ])('%s is understood the same', (_, rewrite) => {
    for (const { name, text } of ALL_FIXTURES) {
      expect([name, understood(readFile(rewrite(text)))]).toEqual([name, understood(readFile(text))]);
    }
  });

  it.each([
    ['little', true],
    ['big', false],
  ])('in UTF-16, %s-endian, is decoded to the same text', (_, littleEndian) => {
    for (const { name, text } of ALL_FIXTURES) {
      expect([name, decode(utf16(text, littleEndian))]).toEqual([name, { text }]);
    }
  });

  it('in Latin-1 keeps its lines, and what is ASCII on them', () => {
    const text = 'admin@PA-A> show session all\nNo Active Sessions\nGrüße\n';

    const decoded = decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));

    expect(decoded).toEqual({ text: text.replace(/[^\0-\x7f]/g, '\ufffd') });
    if ('text' in decoded) expectAccounted(decoded.text, readFile(decoded.text));
  });
});

describe('bytes that are no text', () => {
  it.each([
    ['an archive', [0x1f, 0x8b, 8, 0, 0]],
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]],
    ['UTF-16 without its mark', [0x73, 0, 0x68, 0, 0x6f, 0, 0x77, 0]],
  ])('are refused with a reason: %s', (_, bytes) => {
    expect(decode(Uint8Array.from(bytes))).toEqual({ binary: expect.stringMatching(/\w/) });
  });

  it('are read as far as they are text when they come as text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), (bytes) => {
        const text = new TextDecoder('latin1').decode(bytes);
        expectAccounted(text, readFile(text));
      }),
      { numRuns: 60, seed: SEED },
    );
  });
});

const TEN_MILLION = 10_000_000;

describe('one line without an end', () => {
  it.each(['x', ' ', '<', '"'])(
    'of ten megabytes of %j is passed over in bounded time',
    (piece) => {
      expect(timed(piece.repeat(TEN_MILLION))).toBeLessThan(MOST_MILLISECONDS);
    },
    60_000,
  );

  it.each(PIECES.filter((piece) => piece !== '\r'))(
    'of a megabyte of %j is passed over in bounded time',
    (piece) => {
      expect(timed(piece.repeat(Math.floor(TEN_MILLION / 10 / piece.length)))).toBeLessThan(MOST_MILLISECONDS);
    },
    60_000,
  );

  it.each([
    'admin@PA-A> show session all',
    '[root@web1 ~]# ip -j route',
    '$ aws ec2 describe-subnets',
    'R1# show ip route',
  ])(
    'below %s leaves no fact and a reason',
    (command) => {
      const evidence = readFile(`${command}\n${'x'.repeat(TEN_MILLION)}\n`);

      expect(evidence.map(({ parsed, facts }) => [parsed, facts.length])).toEqual([['none', 0]]);
      expect(evidence[0]?.problem).toMatch(/\w/);
    },
    60_000,
  );
});

describe('lines without number', () => {
  it.each(['\n', '\r', 'x\n', '}\r\n'])(
    'of %j are read up to a limit, and what is behind it is named',
    (line) => {
      const text = line.repeat(1_000_000);
      const evidence = readFile(text);

      expectAccounted(text, evidence);
      if (line.trim() === '') expect(evidence.map(({ parsed }) => parsed)).toEqual(['none']);
      else expect(evidence.at(-1)).toMatchObject({ unread: [{ from: 200_001, to: 1_000_000 }], parsed: 'none' });
    },
    60_000,
  );
});

describe('a parser that takes lines of any length', () => {
  const million = 1_000_000;
  const opened = ['', '{', '[', '{"a":', '[{"a":"', '{"Reservations":[', '[{"dst":"default"},'];

  it.each(
    textParsers
      .filter(({ unbounded }) => unbounded)
      .map((parser, index) => [`${parser.kind} (${index})`, parser] as const),
  )(
    '%s ends soon, whatever the line',
    (_, parser) => {
      for (const piece of PIECES) {
        for (const open of opened) {
          const line = { number: 1, text: open + piece.repeat(Math.floor(million / 20 / piece.length)) };
          const start = performance.now();
          const block = { source: 'file.txt', observer: null, command: null, lines: [line] };
          parser.looksLike(block);
          parser.read(block);
          expect([open, piece, performance.now() - start < 5_000]).toEqual([open, piece, true]);
        }
      }
    },
    60_000,
  );
});

describe('deep nesting', () => {
  const deep = 50_000;

  it.each([
    [
      'elements of XML',
      `<response status="success"><result>${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}</result></response>`,
    ],
    ['elements of XML that are not closed', `<response status="success"><result>${'<entry>'.repeat(deep)}`],
    [
      'elements on lines of their own',
      `<response>\n<result>\n${'<a>\n'.repeat(deep)}${'</a>\n'.repeat(deep)}</result>\n</response>`,
    ],
    ['objects of JSON', `$ aws ec2 describe-subnets\n${'{"Subnets":['.repeat(deep)}`],
    ['lists of JSON', `[root@web1 ~]# ip -j route\n${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['braces of a policy', `admin@PA-A> show running nat-policy\n${'"rule" {\n'.repeat(deep)}${'}\n'.repeat(deep)}`],
    ['braces of a rule set', `[root@web1 ~]# nft list ruleset\n${'table ip x {\n'.repeat(deep)}${'}\n'.repeat(deep)}`],
  ])(
    'of %s ends soon',
    (_, text) => {
      expect(timed(text)).toBeLessThan(MOST_MILLISECONDS);
    },
    60_000,
  );
});

describe('entities', () => {
  const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('\n');
  const reply = (body: string): string =>
    `<response status="success"><result><hostname>${body}</hostname></result></response>`;

  it.each([
    [
      'that grow a thousandfold',
      `<?xml version="1.0"?>\n<!DOCTYPE r [\n<!ENTITY e0 "ha">\n${laughs}\n]>\n${reply('&e12;')}`,
    ],
    [
      'that name a file',
      `<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n${reply('&x;')}`,
    ],
    ['that call themselves', `<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY x "&x;">]>\n${reply('&x;')}`],
  ])('%s are never expanded', (_, text) => {
    expect(timed(text)).toBeLessThan(MOST_MILLISECONDS);
    expect(JSON.stringify(readFile(text)).length).toBeLessThan(20_000);
  });
});

describe('half a command', () => {
  const asked = ALL_FIXTURES.filter(({ text }) => /^\S{1,60}[>#$] \S/.test(text));

  it('above its output never loses a line', () => {
    expect(asked.length).toBeGreaterThan(0);
    for (const { text } of asked) {
      const [first = ''] = text.split('\n');
      const rest = text.slice(first.length);
      for (const share of [0.4, 0.6, 0.8, 0.95]) {
        const half = first.slice(0, Math.ceil(first.length * share)) + rest;
        expectAccounted(half, readFile(half));
      }
    }
  }, 60_000);

  it('alone is answered, not passed over', () => {
    const problems = ['admin@PA-A> show sess', '$ aws ec2 describe-', '[root@web1 ~]# ip ro', 'R1# sh ip ro'].map(
      (text) => readFile(text)[0]?.problem,
    );

    expect(problems.filter((problem) => problem === undefined || problem === null)).toEqual([]);
  });
});
