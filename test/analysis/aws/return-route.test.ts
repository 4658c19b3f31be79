import { describe, expect, it } from 'vitest';
import { APPLIANCE, ENDS, FLOW, LOCAL, shown, table, to, told } from './vpc-facts.ts';

const CODE = 'aws.return-route-bypasses-appliance';
const OUT = table('rtb-c', ['subnet-c'], LOCAL, to('10.60.20.0/24', 'eni-fa'));
const BACK = table('rtb-s', ['subnet-s'], LOCAL, to('10.60.10.0/24', 'eni-fb'));
const DIRECT = table('rtb-s', ['subnet-s'], LOCAL);

describe('the return route table', () => {
  it('leads back through the same appliance, by whichever of its interfaces', () => {
    expect(told(CODE, shown([...ENDS, ...APPLIANCE, OUT, BACK]))).toMatchObject([{ reading: 'not-seen', how: null }]);
  });

  it('bypasses the appliance by the local route of the VPC', () => {
    expect(told(CODE, shown([...ENDS, ...APPLIANCE, OUT, DIRECT]))).toEqual([
      {
        reading: 'seen',
        forward: 'rtb-c',
        return: 'rtb-s',
        appliance: 'eni-fa',
        via: 'its destination inside the VPC',
        how: 'around',
      },
    ]);
  });

  it('is not compared when the instances of two interfaces are not known', () => {
    expect(told(CODE, shown([...ENDS, OUT, BACK]))).toMatchObject([{ reading: 'could-not-tell' }]);
  });

  it('cannot be told when it is not shown, or when a prefix list may decide', () => {
    const hidden = table('rtb-s', ['subnet-s'], LOCAL, to('pl-0123', 'tgw-1'));

    expect(told(CODE, shown([...ENDS, ...APPLIANCE, OUT]))).toMatchObject([
      { reading: 'could-not-tell', return: null },
    ]);
    expect(told(CODE, shown([...ENDS, ...APPLIANCE, OUT, hidden]))).toMatchObject([{ reading: 'could-not-tell' }]);
  });

  it('takes the main table for a subnet without its own, when all tables were asked for', () => {
    const facts = [...ENDS, ...APPLIANCE, OUT, { ...table('rtb-m', [], LOCAL), main: true }];
    const narrowed = { command: 'aws ec2 describe-route-tables --route-table-ids rtb-c rtb-m' };

    expect(told(CODE, shown(facts))).toMatchObject([{ reading: 'seen', return: 'rtb-m' }]);
    expect(told(CODE, shown(facts, narrowed))).toMatchObject([{ reading: 'could-not-tell', return: null }]);
  });

  it('of a server behind a Gateway Load Balancer must lead back to its endpoint', () => {
    const flow = { ...FLOW, client: { address: '198.51.100.7', port: 40000 } };
    const edge = { ...table('rtb-e', [], LOCAL, to('10.60.20.0/24', 'vpce-1')), gateways: ['igw-1'] };
    const server = (target: string) => table('rtb-s', ['subnet-s'], LOCAL, to('0.0.0.0/0', target));

    expect(told(CODE, shown([...ENDS, edge, server('igw-1')]), flow)).toMatchObject([
      { reading: 'seen', how: 'around', via: 'igw-1' },
    ]);
    expect(told(CODE, shown([...ENDS, edge, server('vpce-2')]), flow)).toMatchObject([
      { reading: 'seen', how: 'other-appliance', via: 'vpce-2' },
    ]);
    expect(told(CODE, shown([...ENDS, edge, server('vpce-1')]), flow)).toMatchObject([{ reading: 'not-seen' }]);
  });

  it('is of no account between neighbours in one subnet', () => {
    const near = ENDS.map((one) => ({ ...one, subnet: 'subnet-c' }));

    expect(told(CODE, shown([...near, ...APPLIANCE, OUT, DIRECT]))).toEqual([]);
  });
});

describe('the forward route table', () => {
  it('bypasses the appliance that the reply is sent through', () => {
    const direct = table('rtb-c', ['subnet-c'], LOCAL);

    expect(told('aws.forward-route-bypasses-appliance', shown([...ENDS, ...APPLIANCE, direct, BACK]))).toMatchObject([
      { reading: 'seen', forward: 'rtb-c', return: 'rtb-s', appliance: 'eni-fb' },
    ]);
  });
});

describe('the route in use', () => {
  it('is the longest; a propagated one never beats the addresses of the VPC', () => {
    const back = table(
      'rtb-s',
      ['subnet-s'],
      LOCAL,
      to('10.60.10.0/24', 'vgw-1', { propagated: true, state: 'blackhole' }),
    );

    expect(told('aws.blackhole-route', shown([...ENDS, back]))).toMatchObject([
      { reading: 'not-seen', target: 'local' },
    ]);
  });

  it('may lead nowhere', () => {
    const out = table('rtb-c', ['subnet-c'], LOCAL, to('10.60.20.0/24', 'eni-gone', { state: 'blackhole' }));

    expect(told('aws.blackhole-route', shown([...ENDS, out]))).toEqual([
      { reading: 'seen', table: 'rtb-c', destination: '10.60.20.0/24', target: 'eni-gone' },
    ]);
  });
});
