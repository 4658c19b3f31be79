import { describe, expect, it } from 'vitest';
import { received } from '../../../lab/traffic/ping.ts';
import { replyOf, requestOf, requestReader } from '../../../lab/traffic/request.ts';

describe('requests of the lab', () => {
  it('are as long as asked and say how long the reply is to be', () => {
    const request = requestOf(300, 9000);
    expect(request).toHaveLength(300);
    expect(requestReader()(request)).toEqual([9000]);
    expect(replyOf(9000)).toHaveLength(9000);
  });

  it('are read whole when they come in pieces, and one after the other', () => {
    const bytes = Buffer.concat([requestOf(20, 1), requestOf(3, 2), requestOf(500, 3)]);
    const read = requestReader();
    const pieces = [...bytes].flatMap((byte) => read(Buffer.from([byte])));
    expect(pieces).toEqual([1, 2, 3]);
    expect(requestReader()(bytes)).toEqual([1, 2, 3]);
  });
});

describe('the summary of ping', () => {
  it('says how many answers came', () => {
    expect(received('4 packets transmitted, 3 received, 25% packet loss, time 604ms')).toBe(3);
    expect(received('ping: connect: Network is unreachable')).toBe(0);
  });
});
