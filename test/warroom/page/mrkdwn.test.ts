import { describe, expect, test } from 'vitest';
import { readMrkdwn } from '../../../src/warroom/page/text/mrkdwn.ts';

const text = (words: string) => ({ kind: 'text', text: words });

describe('styles', () => {
  test('bold, italic and struck words are read, also one inside the other', () => {
    expect(readMrkdwn('*bold _both_* ~gone~')).toEqual([
      { kind: 'bold', pieces: [text('bold '), { kind: 'italic', pieces: [text('both')] }] },
      text(' '),
      { kind: 'strike', pieces: [text('gone')] },
    ]);
  });

  test.each(['5*3*2', 'snake_case_name', 'a * b * c', '~ 3 ms ~'])('%s stays as it is', (plain) => {
    expect(readMrkdwn(plain)).toEqual([text(plain)]);
  });

  test('nothing is styled inside code', () => {
    expect(readMrkdwn('`a *b* :eyes:`')).toEqual([{ kind: 'code', text: 'a *b* :eyes:' }]);
  });
});

describe('escapes', () => {
  test('they are undone once, in text and in code', () => {
    expect(readMrkdwn('&lt;b&gt; &amp;lt;')).toEqual([text('<b> &lt;')]);
    expect(readMrkdwn('```c &amp; d```')).toEqual([{ kind: 'pre', text: 'c & d' }]);
  });

  test('raw markup of the browser is only text', () => {
    expect(readMrkdwn('&lt;img src=x onerror=alert(1)&gt;')).toEqual([text('<img src=x onerror=alert(1)>')]);
  });
});

describe('control sequences', () => {
  test('people, channels, groups, broadcasts, dates and links are told apart', () => {
    expect(
      readMrkdwn('<@U1><#C1|noc><!subteam^S1|@x><!here><!date^1^{date}|yesterday><https://a.example|a &amp; b>').map(
        (piece) => piece,
      ),
    ).toEqual([
      { kind: 'user', id: 'U1' },
      { kind: 'channel', id: 'C1' },
      { kind: 'usergroup', id: 'S1' },
      { kind: 'broadcast', id: 'here' },
      { kind: 'date', fallback: 'yesterday' },
      { kind: 'link', url: 'https://a.example', label: 'a & b' },
    ]);
  });
});

describe('blocks of text', () => {
  test('a code block keeps its spaces and shows links as their words', () => {
    expect(readMrkdwn('see\n```\na   b\n\tping <http://host.com|host.com>\n```\nend')).toEqual([
      text('see'),
      { kind: 'pre', text: 'a   b\n\tping host.com' },
      text('end'),
    ]);
  });

  test('lines after a greater-than sign are one quote', () => {
    expect(readMrkdwn('&gt; one\n&gt; *two*\nafter')).toEqual([
      { kind: 'quote', pieces: [text('one\n'), { kind: 'bold', pieces: [text('two')] }] },
      text('after'),
    ]);
  });
});

test('a time of day is no emoji, and an emoji name is', () => {
  expect(readMrkdwn('at 10:20:30 :eyes:')).toEqual([text('at 10:20:30 '), { kind: 'emoji', id: 'eyes' }]);
});
