import { describe, expect, it } from 'vitest';
import { AT } from '../../support/facts.ts';
import { APPLIANCE, ENDS, eni, LOCAL, shown, table, to, told } from './vpc-facts.ts';

const TABLES = [
  table('rtb-c', ['subnet-c'], LOCAL, to('10.60.20.0/24', 'eni-fa')),
  table('rtb-s', ['subnet-s'], LOCAL, to('10.60.10.0/24', 'eni-fb')),
] as const;
const [FA, FB] = APPLIANCE;

describe('the source/destination check', () => {
  it('is seen on an interface to which a route of the flow leads', () => {
    const found = told('aws.source-dest-check-on', shown([...ENDS, FA, { ...FB, sourceDestCheck: true }, ...TABLES]));

    expect(found).toEqual([
      { reading: 'seen', eni: 'eni-fb', instance: 'i-f', forwards: true, why: 'rtb-s sends 10.60.10.0/24 to it' },
    ]);
  });

  it('is not seen when it is off wherever the flow is forwarded, and the check of plain hosts does not matter', () => {
    const found = told('aws.source-dest-check-on', shown([...ENDS, ...APPLIANCE, ...TABLES]));

    expect(found.map((one) => Object.values(one).slice(0, 2))).toEqual([
      ['not-seen', 'eni-fa'],
      ['not-seen', 'eni-fb'],
    ]);
  });

  it('cannot be told of an interface that is not shown', () => {
    const found = told('aws.source-dest-check-on', shown([...ENDS, FB, TABLES[0]]));

    expect(found).toMatchObject([{ reading: 'could-not-tell', eni: 'eni-fa' }]);
  });

  it('takes the newer of two readings, also of the attribute alone', () => {
    const older = shown([...ENDS, ...APPLIANCE, ...TABLES], { takenAt: '2026-11-10T09:00:00Z' });
    const check = { kind: 'aws-source-dest-check', at: AT, resource: 'eni-fb', enabled: true } as const;
    const newer = shown([check], { takenAt: '2026-11-10T09:10:00Z' });

    expect(told('aws.source-dest-check-on', [...newer, ...older])).toMatchObject([{ reading: 'seen', eni: 'eni-fb' }]);
  });

  it('does not speak of routes that are not on the way of the flow', () => {
    const other = table('rtb-x', ['subnet-x'], to('192.0.2.0/24', 'eni-fa'));

    expect(told('aws.source-dest-check-on', shown([...ENDS, { ...FA, sourceDestCheck: true }, other]))).toEqual([]);
  });
});

describe('two interfaces in one subnet', () => {
  const second = eni('eni-s2', 'subnet-s', '10.60.20.81', { instance: 'i-s', deviceIndex: 1 });

  it('are seen on an instance of the flow, with the check of both', () => {
    const evidence = shown([...ENDS, second]);

    expect(told('aws.two-interfaces-one-subnet', evidence)).toEqual([
      { reading: 'seen', instance: 'i-s', subnet: 'subnet-s', first: 'eni-s', second: 'eni-s2' },
    ]);
    expect(told('aws.source-dest-check-on', evidence)).toMatchObject([
      { reading: 'seen', eni: 'eni-s', forwards: false },
      { reading: 'seen', eni: 'eni-s2', forwards: false },
    ]);
  });

  it('are not seen when they are in different subnets', () => {
    const evidence = shown([...ENDS, { ...second, subnet: 'subnet-t' }]);

    expect(told('aws.two-interfaces-one-subnet', evidence)).toMatchObject([{ reading: 'not-seen', instance: 'i-s' }]);
  });

  it('of an instance outside of the flow have no finding', () => {
    const pair = [
      eni('eni-x1', 'subnet-x', '10.60.9.1', { instance: 'i-x' }),
      eni('eni-x2', 'subnet-x', '10.60.9.2', { instance: 'i-x' }),
    ];

    expect(told('aws.two-interfaces-one-subnet', shown([...ENDS, ...pair]))).toEqual([]);
    expect(told('aws.two-interfaces-one-subnet', shown([...ENDS, ...pair]), null)).toMatchObject([
      { reading: 'seen', instance: 'i-x' },
    ]);
  });
});
