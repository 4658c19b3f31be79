import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../src/evidence/read.ts';
import { ABSENT, brief, COUNTERS, HA_OFF, LOOKUP, pasted, SESSION, TRACE } from './outputs.ts';

function read(text: string, given = {}) {
  return readEvidence([pasted(text, given)]);
}

describe('the devices and commands of a paste', () => {
  it('tells several devices and commands in one paste apart', () => {
    const text = [
      `admin@PA-A(active)> show session id 4711\n${SESSION}\n`,
      `admin@PA-B(passive)> show session all filter source 10.1.1.5\n\n${ABSENT}\n`,
      `admin@PA-B(passive)> show counter global filter delta yes\n${COUNTERS}\n`,
      `[root@web1 ~]# traceroute -n 10.1.1.5\n${TRACE}\n[root@web1 ~]#`,
    ].join('\n');
    const evidence = read(text);
    expect(brief(evidence)).toEqual([
      'PA-A: session-id whole',
      'PA-B: session-all whole',
      'PA-B: counter-global whole',
      'web1: traceroute whole',
    ]);
    expect(evidence.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3', 'e4']);
  });

  it('cites and places lines as an editor counts them in the source', () => {
    const [first, second] = read(`\nadmin@PA-A> show clock\n\nadmin@PA-A> show session all\n\n${ABSENT}\n\n`);
    expect(second).toBeUndefined();
    expect(first).toMatchObject({ kind: 'session-all', lines: { from: 4, to: 6 } });
    expect(first?.facts[0]?.at).toMatchObject({ source: 'paste-1', lines: [6, 6], quote: ABSENT });
  });

  it('writes abbreviated commands out', () => {
    const [evidence] = read(`admin@PA-A> sh sess id 4711\n${SESSION}`);
    expect(evidence).toMatchObject({ command: 'show session id 4711', kind: 'session-id', parsed: 'whole' });
  });

  it('takes the observer that was given over the prompt, and passes point and time on', () => {
    const given = { observer: 'edge', point: 'ethernet1/1', takenAt: '2026-11-10T09:15:00Z' };
    expect(read(`admin@PA-A> show session id 4711\n${SESSION}`, given)[0]).toMatchObject(given);
  });

  it('reads a command whose prompt was not copied', () => {
    const [evidence] = read(`show session all filter source 10.1.1.5\n\n${ABSENT}`);
    expect(evidence).toMatchObject({ observer: null, kind: 'session-all', parsed: 'whole' });
    expect(evidence?.facts[0]).toMatchObject({ filter: { source: '10.1.1.5' } });
  });

  it('takes the command from the provenance of an API reply', () => {
    const command = '<show><high-availability><state></state></high-availability></show>';
    const [evidence] = read(HA_OFF, { obtained: 'api', observer: 'PA-A', command });
    expect(evidence).toMatchObject({
      observer: 'PA-A',
      kind: 'ha-state',
      parsed: 'whole',
      command: 'show high-availability state',
    });
  });

  it('reads XML that the CLI printed between prompts', () => {
    const text = `admin@PA-A> show high-availability state\n${HA_OFF}\nadmin@PA-A> show session all\n${ABSENT}`;
    expect(brief(read(text))).toEqual(['PA-A: ha-state whole', 'PA-A: session-all whole']);
  });

  it('takes the words of a device in a reply for no prompt', () => {
    const note =
      '<response status="success"><result><enabled>no</enabled>\n<note>\nadmin@PA-B> show clock\n</note></result></response>';
    expect(read(note).every(({ observer }) => observer === null)).toBe(true);
  });

  it('counts a tech-support file to the device that names itself in it', () => {
    const text = [
      '> show system info\n\nhostname: PA-A\nip-address: 192.0.2.10\nmodel: PA-3220\nserial: 012345678901\nsw-version: 11.1.2',
      `> show counter global\n${COUNTERS}`,
      `> set system setting target-dp s1dp0\n\nSession target dp changed to s1dp0\n`,
      `> show session all\n${ABSENT}`,
    ].join('\n\n');
    expect(brief(read(text)).filter((line) => !line.includes('unknown'))).toEqual([
      'PA-A: system-info whole',
      'PA-A: counter-global whole',
      'PA-A: session-all whole',
    ]);
  });

  it('reads several outputs that were pasted without any prompt', () => {
    expect(brief(read(`${SESSION}\n\n${COUNTERS}\n${LOOKUP}\n${ABSENT}`))).toEqual([
      '?: session-id whole',
      '?: counter-global whole',
      '?: fib-lookup whole',
      '?: session-all whole',
    ]);
  });

  it('keeps an output that follows another one without a prompt', () => {
    expect(brief(read(`admin@PA-A> show session id 4711\n${SESSION}\n\n${COUNTERS}`))).toEqual([
      'PA-A: session-id whole',
      'PA-A: counter-global whole',
    ]);
  });
});

describe('what terminals and Slack leave in a paste', () => {
  it('reads text as Slack escapes it', () => {
    const mangled = `admin@PA-A&gt; show session id 4711\n${SESSION}`.replaceAll(
      '10.2.2.10',
      '<http://10.2.2.10|10.2.2.10>',
    );
    const [evidence] = read(mangled.replaceAll('   ', '\u00a0 \u00a0'));
    expect(evidence).toMatchObject({ observer: 'PA-A', kind: 'session-id', parsed: 'whole' });
    expect(evidence?.facts[0]).toMatchObject({ c2s: { destination: '10.2.2.10' } });
  });

  it('passes over what PuTTY, the login and the pager add', () => {
    const rows = COUNTERS.split('\n');
    const text = [
      '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.10 09:49:15 =~=~=~=~=~=~=~=~=~=~=~=',
      'Last login: Tue Nov 10 09:40:00 2026 from 192.0.2.7',
      'admin@PA-A(active)> show counter global',
      ...rows.slice(0, 5),
      'lines 1-5 ',
      `--more--\r         \r${rows[5]}`,
      `\u001b[7mlines 6-7\u001b[27m\u001b[K\r${rows[6]}`,
      ...rows.slice(7),
      'admin@PA-A(active)> ',
    ].join('\r\n');
    expect(read(text)).toMatchObject([{ observer: 'PA-A', kind: 'counter-global', parsed: 'whole', unread: [] }]);
  });

  it('says that the pager cut an output that was left there', () => {
    const start = COUNTERS.split('\n').slice(0, 6).join('\n');
    const [first, second] = read(
      `admin@PA-A> show session id 4711\n${SESSION}\n--more--\radmin@PA-A> show counter global\n${start}\nlines 1-6`,
    );
    expect(first).toMatchObject({ parsed: 'part', problem: expect.stringContaining('pager') });
    expect(second).toMatchObject({ parsed: 'part', problem: expect.stringContaining('pager') });
  });

  it('says that an output is too long to be read to its end', () => {
    const rows = COUNTERS.split('\n');
    const text = `admin@PA-A> show counter global\n${rows.slice(0, 5).join('\n')}\n${`${rows[5]}\n`.repeat(20_100)}`;
    expect(read(text)).toMatchObject([{ parsed: 'part', problem: expect.stringContaining('too long') }]);
  });

  it('says that lines were left out by the person who pasted it', () => {
    const text = `admin@PA-A> show session all\n${ABSENT}\n<snip>`;
    expect(read(text)).toMatchObject([
      { parsed: 'part', unread: [{ from: 3, to: 3 }], problem: expect.stringContaining('left out') },
    ]);
  });

  it('reads a page for each dataplane, chosen by a command or named by a heading', () => {
    const settings = (allocated: number) =>
      `Number of sessions supported: 196606\nNumber of allocated sessions: ${allocated}`;
    const text = [
      'admin@PA-A> set system setting target-dp s1dp1',
      'Session target dp changed to s1dp1',
      `admin@PA-A> show session info\n${settings(3)}`,
      'admin@PA-A> set system setting target-dp none',
      `admin@PA-A> show session info\ntarget-dp: *.dp0\n${settings(1)}\ntarget-dp: *.dp1\n${settings(2)}`,
    ].join('\n');
    const facts = read(text).flatMap((evidence) => evidence.facts);
    expect(facts).toMatchObject([
      { dataplane: 's1dp1', active: 3 },
      { dataplane: 'dp0', active: 1 },
      { dataplane: 'dp1', active: 2 },
    ]);
  });

  it('names the lines that were not understood', () => {
    const [evidence] = read(`admin@PA-A> show session all\n${ABSENT}\n\nbut it worked yesterday\n\nreally`);
    expect(evidence).toMatchObject({
      parsed: 'part',
      unread: [{ from: 4, to: 6 }],
      problem: '2 lines were not understood.',
    });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['admin@PA-A> show pbf rule\n          ^\nInvalid syntax.', 'show pbf rule all'],
    ['admin@PA-A> test pbf-rule-match source 10.1.1.5\nUnknown command: test pbf-rule-match', 'test pbf-policy-match'],
    ['admin@PA-A> show frobnication\nInvalid syntax.', 'The device answered "Invalid syntax." to `show frobnication`'],
    ['admin@PA-A> show clock\nTue Nov 10 09:14:02 CET 2026', 'does not use'],
    ['admin@PA-A> show session id 4711', 'Nothing stands below the command'],
    ['the shop opens sometimes', 'Nothing in it is an output'],
    ['', 'no output in it'],
    ['admin@PA-A>\n', 'no output in it'],
  ])('says why for %j', (text, why) => {
    const evidence = read(text);
    expect(evidence).toHaveLength(1);
    expect(evidence[0]).toMatchObject({ parsed: 'none', facts: [], problem: expect.stringContaining(why) });
  });

  it('takes the silence of a policy test for an answer only when the prompt came back', () => {
    const command = 'admin@PA-A> test pbf-policy-match from users source 10.1.1.5 destination 10.2.2.10 protocol 6';
    expect(read(`${command}\n\nadmin@PA-A>`)[0]).toMatchObject({
      parsed: 'whole',
      facts: [{ kind: 'pbf-match', rule: null, at: { lines: [1, 1] } }],
    });
    expect(read(command)[0]).toMatchObject({ parsed: 'none', facts: [] });
  });

  it('gives every source at least one evidence, in their order', () => {
    const evidence = readEvidence([
      pasted('', { source: 'a' }),
      pasted(ABSENT, { source: 'b' }),
      pasted('?', { source: 'c' }),
    ]);
    expect(evidence.map(({ id, source, parsed }) => `${id} ${source} ${parsed}`)).toEqual([
      'e1 a none',
      'e2 b whole',
      'e3 c none',
    ]);
  });

  it('leaves out a remark that was pasted together with the commands around it', () => {
    const text = [
      'admin@PA-A> show high-availability state',
      '',
      'HA not enabled',
      '',
      'admin@PA-A> # now let a user open a new connection, and wait 20 to 30 seconds',
      'Unknown command: #',
      'admin@PA-A> show clock',
    ].join('\n');

    const read = readEvidence([{ source: 'paste-1', text, obtained: 'paste' }]);

    expect(read.map(({ kind, parsed }) => [kind, parsed])).toEqual([['ha-state', 'whole']]);
  });
});
