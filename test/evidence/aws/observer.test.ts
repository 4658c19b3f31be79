import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { RawEvidence } from '../../../src/model/evidence.ts';

const RECORD =
  '2 111122223333 eni-0c11e470000000021 10.60.10.21 10.60.20.80 51000 8443 6 4 240 1793955600 1793955659 ACCEPT OK';

function read(text: string, given: Partial<RawEvidence> = {}) {
  return readEvidence([{ source: 'bastion1.txt', text, obtained: 'file', ...given }]);
}

describe('who speaks in a reply of AWS', () => {
  it('is AWS, not the host on whose prompt the command was typed', () => {
    const [evidence] = read('[ops@bastion1 ~]$ aws ec2 describe-subnets\n{ "Subnets": [] }\n');

    expect(evidence).toMatchObject({ observer: 'aws', kind: 'aws-subnets', parsed: 'whole' });
  });

  it('is the account that the giver names', () => {
    expect(read(RECORD, { observer: 'prod-account' })[0]?.observer).toBe('prod-account');
  });

  it('is not read from the name of the file', () => {
    expect(read(RECORD)[0]?.observer).toBe('aws');
  });
});

describe('what is quoted of a reply', () => {
  it('never holds an account number', () => {
    const reply = {
      SecurityGroups: [
        {
          OwnerId: '111122223333',
          GroupId: 'sg-05e00000000000002',
          GroupName: 'web',
          IpPermissions: [
            { IpProtocol: '-1', UserIdGroupPairs: [{ UserId: '111122223333', GroupId: 'sg-0aa00000000000001' }] },
          ],
          IpPermissionsEgress: [],
        },
      ],
    };

    const facts = [...read(JSON.stringify(reply, null, 4)), ...read(RECORD)].flatMap((evidence) => evidence.facts);

    expect(facts).toHaveLength(2);
    expect(JSON.stringify(facts)).not.toContain('111122223333');
  });
});

describe('an output of AWS in another form', () => {
  it.each([
    [
      'a table',
      '|                  DescribeRouteTables                  |\n+-------------------------------------------------------+',
    ],
    ['text', 'ROUTETABLES\t111122223333\trtb-0aa00000000000003\tvpc-0a1b2c3d4e5f60001'],
    ['a query', '[\n    "rtb-0aa00000000000003"\n]'],
  ])('that is %s is answered with what to type', (_, text) => {
    const [evidence] = read(`$ aws ec2 describe-route-tables\n${text}\n`);

    expect(evidence).toMatchObject({ kind: 'aws-route-tables', parsed: 'none' });
    expect(evidence?.problem).toContain('--output json');
  });
});

describe('several replies in one text', () => {
  const subnets = '{\n    "Subnets": [\n        { "SubnetId": "subnet-0c11e47000000000a" }\n    ]\n}\n';
  const tables = '{\n    "RouteTables": [\n        { "RouteTableId": "rtb-0aa00000000000003" }\n    ]\n}\n';
  const instances = '{"Reservations": [{"Instances": [{"InstanceId": "i-0c11e470000000021"}]}]}\n';
  const interfaces = '{\n    "NetworkInterfaces": []\n}\n';

  it('are read each by itself, without any command between them', () => {
    const evidence = read(subnets + tables + instances);

    expect(evidence.map(({ kind, parsed, lines }) => [kind, parsed, lines.from])).toEqual([
      ['aws-subnets', 'whole', 1],
      ['aws-route-tables', 'whole', 6],
      ['aws-instances', 'whole', 11],
    ]);
  });

  it('need their commands where the second looks like a part of the first', () => {
    const evidence = read(instances + interfaces);

    expect(evidence).toMatchObject([{ parsed: 'part', unread: [{ from: 2, to: 4 }] }]);
    expect(evidence[0]?.problem).toContain('Another reply follows');
    expect(
      read(`${instances}$ aws ec2 describe-network-interfaces\n${interfaces}`).map(({ parsed }) => parsed),
    ).toEqual(['whole', 'whole']);
  });
});
