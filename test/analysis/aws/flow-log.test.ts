import { describe, expect, it } from 'vitest';
import { ENDS, findingsOf, NOTHING, REPLY, record, shown, told } from './vpc-facts.ts';

describe('a flow log', () => {
  it('has the request and no record of a reply', () => {
    expect(told('aws.flow-log-reply-missing', shown([record('eni-c')]))).toEqual([{ reading: 'seen', eni: 'eni-c' }]);
  });

  it('has both directions', () => {
    const evidence = shown([record('eni-c'), record('eni-c', REPLY)]);

    expect(told('aws.flow-log-reply-missing', evidence)).toMatchObject([{ reading: 'not-seen' }]);
    expect(told('aws.flow-log-reply-rejected', evidence)).toMatchObject([{ reading: 'not-seen' }]);
  });

  it('rejects the reply, which is then not missing', () => {
    const evidence = shown([record('eni-s'), record('eni-s', { ...REPLY, action: 'reject' })]);

    expect(told('aws.flow-log-reply-rejected', evidence)).toEqual([{ reading: 'seen', eni: 'eni-s' }]);
    expect(told('aws.flow-log-reply-missing', evidence)).toMatchObject([{ reading: 'not-seen' }]);
  });

  it('rejects the request', () => {
    expect(told('aws.flow-log-request-rejected', shown([record('eni-s', { action: 'reject' })]))).toMatchObject([
      { reading: 'seen', eni: 'eni-s' },
    ]);
  });

  it.each([
    ['a window was skipped', [record('eni-c'), record('eni-c', { ...NOTHING, status: 'skipdata' })], {}],
    ['it was not read whole', [record('eni-c')], { parsed: 'part' as const }],
    ['it was filtered', [record('eni-c')], { command: 'aws logs tail vpc --filter-pattern ACCEPT' }],
  ])('does not tell that a reply is missing when %s', (_, records, more) => {
    expect(told('aws.flow-log-reply-missing', shown(records, more))).toMatchObject([{ reading: 'could-not-tell' }]);
  });

  it('says nothing of other conversations', () => {
    const other = record('eni-c', { destinationPort: 22 });

    expect(findingsOf(shown([other])).filter(({ code }) => code.startsWith('aws.'))).toEqual([]);
  });
});

describe('the flow logs of both ends', () => {
  const code = 'aws.flow-log-lost-between';

  it('show a request that left and never arrived, and where it was last seen', () => {
    const evidence = shown([...ENDS, record('eni-c'), record('eni-f'), record('eni-s', NOTHING)]);

    expect(told(code, evidence)).toEqual([
      { reading: 'seen', lost: 'request', sent: 'eni-c', missing: 'eni-s', last: 'eni-f' },
    ]);
  });

  it('show a reply that left and never arrived', () => {
    const evidence = shown([...ENDS, record('eni-c'), record('eni-s'), record('eni-s', REPLY)]);

    expect(told(code, evidence)).toEqual([
      { reading: 'seen', lost: 'reply', sent: 'eni-s', missing: 'eni-c', last: null },
      { reading: 'not-seen', lost: 'request', sent: 'eni-c', missing: 'eni-s', last: 'eni-s' },
    ]);
  });

  it('cannot tell when the other end was not logged at that time', () => {
    const later = record('eni-s', { ...NOTHING, start: 5_000, end: 5_059 });

    expect(told(code, shown([...ENDS, record('eni-c'), later]))).toMatchObject([{ reading: 'could-not-tell' }]);
    expect(told(code, shown([...ENDS, record('eni-c')]))).toEqual([]);
  });

  it('cannot tell when the packet may have arrived under another address', () => {
    const translated = record('eni-s', { source: '10.60.2.10', sourcePort: 1025 });

    expect(told(code, shown([...ENDS, record('eni-c'), translated]))).toMatchObject([{ reading: 'could-not-tell' }]);
  });
});
