import { describe, expect, it } from 'vitest';
import { readEnvelope, resultField, wordsOf } from '../../src/panos/envelope.ts';

describe('the envelope of a reply', () => {
  it.each([
    ['<response status="success"><result/></response>', 'success', null],
    [`<?xml version="1.0"?>\n<response status = 'error' code = '403'><result/></response>\n`, 'error', '403'],
    ['<response status="success" code="19"/>', 'success', '19'],
    ['<response code="7" status="error"><result/></response>', 'error', '7'],
    ['<response status="success"><result><![CDATA[a < b & </response]]></result></response>', 'success', null],
  ])('of %s is read', (text, status, code) => {
    expect(readEnvelope(text)).toEqual({ ok: true, value: { status, code } });
  });

  it.each([
    ['', 'it was empty'],
    [' \n', 'it was empty'],
    ['<html><body>Log in</body></html>', 'it was no reply of the XML API'],
    ['{"status":"success"}', 'it was no reply of the XML API'],
    ['<responses status="success"></responses>', 'it was no reply of the XML API'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><response status="success"/>', 'it was no reply of the XML API'],
    ['<response><result/></response>', 'it was no reply of the XML API'],
    ['<response stat', 'it ended too early'],
    ['<response status="success"><result><entry><name>a</na', 'it ended too early'],
    ['<response status="success"><result><entry></result></response>', 'its XML was malformed'],
    ['<response status="success"><result a=b/></response>', 'its XML was malformed'],
    ['<response status="success"></response><response status="success"></response>', 'its XML was malformed'],
  ])('of %j is none', (text, error) => {
    expect(readEnvelope(text)).toEqual({ ok: false, error });
  });
});

describe('a reply that was cut', () => {
  const whole =
    '<?xml version="1.0"?><response status="success" code="19"><result><a b="c">d</a><![CDATA[</response>]]></result></response>';

  it('is noticed wherever it was cut', () => {
    const taken = Array.from(whole, (_, end) => whole.slice(0, end)).filter((cut) => readEnvelope(cut).ok);

    expect(readEnvelope(whole).ok).toBe(true);
    expect(taken).toEqual([]);
  });
});

describe('the words of an error', () => {
  it.each([
    ['<response status="error"><msg>No such node</msg></response>', 'No such node'],
    ['<response status="error"><msg><line>one</line><line>two</line></msg></response>', 'one; two'],
    [
      '<response status="error"><msg><line><![CDATA[ show -> a\n is unexpected]]></line></msg></response>',
      'show -> a is unexpected',
    ],
    ['<response status="error"><result><msg>Invalid &lt;key&gt;</msg></result></response>', 'Invalid <key>'],
    ['<response status="noauth"><result/></response>', null],
    ['<response status="error"><msg><line/></msg></response>', null],
    ['not XML at all', null],
  ])('of %s are found wherever they stand', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it('are one short line', () => {
    const words = wordsOf(`<response status="error"><msg>\u0007${'ab\n'.repeat(500)}</msg></response>`);

    expect(words).toHaveLength(200);
    expect(words).toMatch(/^(?:ab )+ab$|^(?:ab )+a?$/);
  });
});

describe('a field of a result', () => {
  it('stays text, with its zeros', () => {
    expect(resultField('<response status="success"><result><key>0012</key></result></response>', 'key')).toBe('0012');
  });

  it('is none where there is none', () => {
    expect(resultField('<response status="success"><result/></response>', 'key')).toBeNull();
    expect(resultField('<response status="success"><result><key/></result></response>', 'key')).toBeNull();
  });
});
