import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asPasted, textOfMessage, undoSlackText } from '../../src/evidence/slack-text.ts';

describe('undoing what Slack does to text', () => {
  it.each([
    ['admin@PA-A&gt; show counter global', 'admin@PA-A> show counter global'],
    ['a &lt; b &amp; c', 'a < b & c'],
    ['a typed &amp;lt; stays', 'a typed &lt; stays'],
    ['<http://fw1.example.com|fw1.example.com>', 'fw1.example.com'],
    ['<https://192.0.2.1/api/?a=1&amp;b=2>', 'https://192.0.2.1/api/?a=1&b=2'],
    ['<mailto:admin@fw1.example.com|admin@fw1.example.com>(active)&gt;', 'admin@fw1.example.com(active)>'],
    ['<tel:5551234|555-1234>', '555-1234'],
    ['<@U123> and <#C1|ops> and <!here>', '@U123 and ops and @here'],
    ['\u201cOutside Web\u201d \u2018x\u2019', '"Outside Web" \'x\''],
    ['ping \u2013c 3, \u2014more\u2014', 'ping -c 3, --more--'],
    ['show\u00a0clock\u200b', 'show clock'],
  ])('turns %j into %j', (mangled, plain) => {
    expect(undoSlackText(mangled)).toBe(plain);
  });

  it('leaves XML that is not escaped alone', () => {
    const xml = '<response status="success"><result>a &lt; b</result></response>';
    expect(undoSlackText(xml)).toBe(xml);
  });

  it('gives XML back that was escaped, entities of its own included', () => {
    expect(undoSlackText('&lt;result&gt;a &amp;lt; b&lt;/result&gt;')).toBe('<result>a &lt; b</result>');
  });

  it('keeps the number of lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(undoSlackText(text).split('\n')).toHaveLength(text.split('\n').length);
      }),
    );
  });
});

describe('a file', () => {
  const asFile = (text: string) => asPasted({ source: 'thread.txt', text, obtained: 'file' });

  it('is taken back when it holds the text of messages, in which every angle is escaped or of a link', () => {
    expect(asFile('<mailto:ops@fw1.example|ops@fw1.example>&gt; show log query \u201cx\u201d')).toBe(
      'ops@fw1.example> show log query "x"',
    );
  });

  it.each(['a &amp; b \u201cc\u201d', 'admin@FW1> echo &gt;', '2: eth0: <UP> mtu 1500 \u2013 &lt;'])(
    'is left alone when it is not: %s',
    (text) => {
      expect(asFile(text)).toBe(text);
    },
  );
});

function richText(...elements: readonly unknown[]) {
  return { text: 'not this', blocks: [{ type: 'rich_text', elements }] };
}
const said = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
const code = (...elements: readonly unknown[]) => ({ type: 'rich_text_preformatted', elements });

describe('the text of a message', () => {
  it('is that of its code blocks, with links as they were typed and every blank kept', () => {
    const message = richText(
      said('this is PA-A:'),
      code(
        { type: 'text', text: 'a   b <c> &\n' },
        { type: 'link', url: 'http://fw1.example.com', text: 'fw1.example.com' },
      ),
      said('and this the other one'),
      code({ type: 'text', text: 'second' }),
    );
    expect(textOfMessage(message)).toBe('a   b <c> &\nfw1.example.com\nsecond');
  });

  it('keeps an output that was pasted outside of the code block', () => {
    const message = richText(said('admin@PA-A> show session all'), code({ type: 'text', text: 'No Active Sessions' }));
    expect(textOfMessage(message)).toBe('admin@PA-A> show session all\nNo Active Sessions');
  });

  it('joins plain rich text, lists and quotes, with names as they can be read', () => {
    const message = richText(
      {
        type: 'rich_text_section',
        elements: [
          { type: 'user', user_id: 'U1' },
          { type: 'text', text: ' look' },
          { type: 'emoji', name: 'eyes' },
        ],
      },
      { type: 'rich_text_list', elements: [said('one'), said('two')] },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'three' }] },
    );
    expect(textOfMessage(message)).toBe('@U1 look:eyes:\none\ntwo\nthree');
  });

  it('comes from `text`, decoded and without fences, when there is no rich text', () => {
    expect(textOfMessage({ text: '```admin@PA-A&gt; show clock\nTue```' })).toBe('admin@PA-A> show clock\nTue');
  });

  it('is the code alone when the plain text has some, as it is of rich text', () => {
    expect(textOfMessage({ text: 'edge\n```\nadmin@PA-A&gt; show clock\nTue\n```\nthat is all' })).toBe(
      'admin@PA-A> show clock\nTue',
    );
  });

  it('keeps what stands around the code of a plain text where it is evidence', () => {
    const text = 'look:\n```\nadmin@PA-A&gt; show clock\nTue\n```\nadmin@PA-B&gt; show clock\nWed';

    expect(textOfMessage({ text })).toBe('admin@PA-A> show clock\nTue\nadmin@PA-B> show clock\nWed');
  });

  it('takes a fence that nothing closes for no code, as Slack does', () => {
    expect(textOfMessage({ text: 'admin@PA-A&gt; show clock\n```Tue' })).toBe('admin@PA-A> show clock\n\nTue');
  });

  it('is the new text of an edited message', () => {
    const edit = { subtype: 'message_changed', message: { text: 'after' }, previous_message: { text: 'before' } };
    expect(textOfMessage(edit)).toBe('after');
  });

  it('is empty when there is none, and never an exception', () => {
    expect(textOfMessage({})).toBe('');
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (text, blocks, message) => {
        expect(typeof textOfMessage({ text, blocks, message })).toBe('string');
      }),
    );
  });
});
