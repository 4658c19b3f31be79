import { describe, expect, it } from 'vitest';
import { acl, CLIENT, ENDS, FLOW, group, shown, told } from './vpc-facts.ts';

const [C, S] = ENDS;
const OPEN_IN = { egress: false };
const noPort = { ...FLOW, client: { address: CLIENT, port: null } };

describe('network ACLs', () => {
  it('deny the reply when the ephemeral ports are not let out', () => {
    const list = acl('subnet-s', OPEN_IN, { egress: true, protocol: 6, ports: [443, 443] });

    expect(told('aws.acl-denies-reply', shown([...ENDS, list]))).toEqual([
      { reading: 'seen', acl: 'acl-subnet-s', side: 'outbound', rule: 32_767, ports: '51000' },
    ]);
    expect(told('aws.acl-denies-request', shown([...ENDS, list]))).toMatchObject([{ reading: 'not-seen' }]);
  });

  it('let the reply pass when its port is among those let out', () => {
    const list = acl('subnet-s', { egress: true, protocol: 6, ports: [32_768, 65_535] });

    expect(told('aws.acl-denies-reply', shown([...ENDS, list]))).toMatchObject([{ reading: 'not-seen', rule: 100 }]);
  });

  it('leave it open when the port is not known and only some are let out', () => {
    const list = acl('subnet-s', { egress: true, protocol: 6, ports: [32_768, 65_535] });

    expect(told('aws.acl-denies-reply', shown([...ENDS, list]), noPort)).toMatchObject([{ reading: 'could-not-tell' }]);
  });

  it('are read by ascending number: an early deny wins over a later allow', () => {
    const list = acl(
      'subnet-s',
      { number: 90, allow: false, prefix: '10.60.10.0/24' },
      { number: 100 },
      { egress: true },
    );

    expect(told('aws.acl-denies-request', shown([...ENDS, list]))).toMatchObject([{ reading: 'seen', rule: 90 }]);
  });

  it('do not look at packets inside of one subnet', () => {
    const near = [C, { ...S, subnet: 'subnet-c' }];

    expect(told('aws.acl-denies-request', shown([...near, acl('subnet-c')]))).toEqual([]);
  });
});

describe('security groups', () => {
  const server = { ...S, groups: ['sg-s'] };
  const code = 'aws.security-group-denies-request';

  it('deny what no rule admits', () => {
    const found = told(
      code,
      shown([C, server, group('sg-s', { protocol: 6, ports: [443, 443], prefixes: ['0.0.0.0/0'] })]),
    );

    expect(found).toEqual([{ reading: 'seen', eni: 'eni-s', side: 'inbound', groups: 'sg-s' }]);
  });

  it('admit by address, or by membership in a group', () => {
    const byAddress = group('sg-s', { protocol: 6, ports: [8443, 8443], prefixes: ['10.60.10.0/24'] });
    const byMember = group('sg-s', { groups: ['sg-c'] });
    const member = { ...C, groups: ['sg-c'] };

    expect(told(code, shown([C, server, byAddress]))).toMatchObject([{ reading: 'not-seen' }]);
    expect(told(code, shown([member, server, byMember]))).toMatchObject([{ reading: 'not-seen' }]);
    expect(told(code, shown([C, server, byMember]))).toMatchObject([{ reading: 'seen' }]);
  });

  it('cannot be told when a prefix list or a group that is not shown may admit', () => {
    const hidden = { ...S, groups: ['sg-s', 'sg-hidden'] };

    expect(told(code, shown([C, server, group('sg-s', { prefixLists: ['pl-1'] })]))).toMatchObject([
      { reading: 'could-not-tell' },
    ]);
    expect(told(code, shown([C, hidden, group('sg-s')]))).toMatchObject([{ reading: 'could-not-tell' }]);
  });
});
