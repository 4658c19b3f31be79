import { describe, expect, it } from 'vitest';
import { trafficLog } from '../../../src/evidence/cli/traffic-log.ts';
import type { TrafficLog } from '../../../src/model/facts.ts';
import { block } from './block.ts';

const RECORD =
  '1,2026/11/10 09:14:40,000000000001,TRAFFIC,end,2049,2026/11/10 09:14:39,10.20.30.41,10.50.60.10,0.0.0.0,0.0.0.0,' +
  'allow-web,,,incomplete,vsys1,users,servers,ethernet1/1,ethernet1/2,,2026/11/10 09:14:40,48211,1,52144,443,0,0,0x19,' +
  'tcp,allow,222,222,0,3,2026/11/10 09:14:02,37,any,0,7001,0x0,Nowhere,Nowhere,0,3,0,aged-out,0,0,0,0,,FW-EDGE,from-policy';

describe('a traffic log in the order of syslog', () => {
  it('carries bytes and packets of each direction, and why the session ended', () => {
    expect(only(RECORD)).toMatchObject({
      bytesSent: 222,
      bytesReceived: 0,
      packetsSent: 3,
      packetsReceived: 0,
      endReason: 'aged-out',
      device: 'FW-EDGE',
    });
  });

  it.each([
    ['0x19', [false, false, false]],
    ['0x420019', [true, false, false]],
    ['0x410000', [false, true, false]],
    ['0x800', [false, false, true]],
    ['0x8000000000020800', [true, false, true]],
    ['', [null, null, null]],
  ])('tells from the flags %s how it was steered', (flags, steering) => {
    const log = only(RECORD.replace('0x19', flags));

    expect([log.pbfC2s, log.pbfS2c, log.symmetricReturn]).toEqual(steering);
  });

  it('counts nothing in a record written at session start, before the reply can have come', () => {
    expect(only(RECORD.replace('TRAFFIC,end', 'TRAFFIC,start'))).toMatchObject({
      bytesReceived: null,
      packetsSent: null,
    });
  });

  it('keeps a comma and a quote inside of a quoted cell', () => {
    expect(only(RECORD.replace('allow-web', '"web, the ""new"" one"')).rule).toBe('web, the "new" one');
  });

  it('is not made of a record of another kind, and such a record stays unread', () => {
    const reading = trafficLog.read(block('show log traffic', RECORD.replace('TRAFFIC,end', 'THREAT,url')));

    expect(reading).toMatchObject({ facts: [] });
    expect(reading.read.size).toBe(0);
  });

  it('stays unread where somebody hid the addresses, with a word on it', () => {
    const reading = trafficLog.read(
      block('show log traffic', `${RECORD}\n${RECORD.replace('10.20.30.41', 'x.x.x.x')}`),
    );

    expect([...reading.read]).toEqual([1]);
    expect(reading.problem).toContain('addresses are hidden');
  });
});

describe('a traffic log under a header of its own', () => {
  const HEADER =
    'Generate Time,Source address,Source Port,Destination address,Destination Port,Packets Received,Action';

  it('goes by the header and not by the order of syslog', () => {
    const text = `${HEADER}\n2026/11/10 09:14:39,10.20.30.41,52144,10.50.60.10,443,0,allow`;
    const { facts } = trafficLog.read(block('show log traffic csv-output equal yes', text));

    expect(facts).toMatchObject([{ destination: { port: 443 }, packetsReceived: 0, action: 'allow', rule: null }]);
  });

  it('does not take a row with too few cells', () => {
    const reading = trafficLog.read(block(null, `${HEADER}\n2026/11/10 09:14:39,10.20.30.41,52144`));

    expect(reading.facts).toEqual([]);
    expect([...reading.read]).toEqual([1]);
  });
});

describe('the page of show log traffic', () => {
  const FIRST = '2026/11/10 09:14:40 incomplete users 52144 10.20.30.41';
  const SECOND = 'allow web out allow servers 443 10.50.60.10';

  it('is read with its columns lost', () => {
    expect(only(`${FIRST}\n${SECOND}\naged-out`)).toMatchObject({
      rule: 'allow web out',
      action: 'allow',
      to: 'servers',
      endReason: 'aged-out',
    });
  });

  it('does not take the next record for the users and the end reason of this one', () => {
    const { facts } = trafficLog.read(block('show log traffic', `${FIRST}\n${SECOND}\n${FIRST}\n${SECOND}\ntcp-fin`));

    expect(facts).toMatchObject([{ endReason: null }, { endReason: 'tcp-fin' }]);
  });

  it('shows no bytes, which is not zero bytes', () => {
    expect(only(`${FIRST}\n${SECOND}`)).toMatchObject({ bytesSent: null, bytesReceived: null, protocol: null });
  });

  it('cites all the lines of a record', () => {
    expect(only(`${FIRST}\n${SECOND}\naged-out`).at.lines).toEqual([1, 3]);
  });
});

function only(text: string): TrafficLog {
  const { facts } = trafficLog.read(block('show log traffic', text));
  const [fact] = facts;
  if (fact?.kind !== 'traffic-log' || facts.length !== 1) throw new Error('not one record was read');
  return fact;
}
