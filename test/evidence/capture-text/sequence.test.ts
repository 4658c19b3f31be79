import { describe, expect, it } from 'vitest';
import { readBody } from '../../../src/evidence/capture-text/body-text.ts';
import { numbering, type WireNumbers } from '../../../src/evidence/capture-text/sequence.ts';

const [CLIENT, SERVER] = ['10.20.30.41.52144', '10.50.60.10.443'];
const FORTH = `${CLIENT} > ${SERVER}: Flags `;
const BACK = `${SERVER} > ${CLIENT}: Flags `;
const SYN = `${FORTH}[S], seq 2731940182, win 64240, length 0`;
const SYN_ACK = `${BACK}[S.], seq 3988120477, ack 2731940183, win 65160, length 0`;

function numbersOf(lines: readonly string[], absolute: boolean | null = null): readonly WireNumbers[] {
  const { of } = numbering(absolute);
  return lines.map((line) => {
    const body = readBody(line);
    if (body === null) throw new Error(`not read: ${line}`);
    return of(body.ip);
  });
}

describe('sequence numbers of tcpdump', () => {
  it('are put back onto the wire after a handshake', () => {
    const request = `${FORTH}[P.], seq 1:44, ack 1, win 502, length 43`;

    expect(numbersOf([SYN, SYN_ACK, request])).toEqual([
      { sequence: 2731940182, acknowledged: null, known: true },
      { sequence: 3988120477, acknowledged: 2731940183, known: true },
      { sequence: 2731940183, acknowledged: 3988120478, known: true },
    ]);
  });

  it('are left as they are with -S, told by the command or by the first packet after the handshake', () => {
    const request = `${FORTH}[P.], seq 2731940183:2731940226, ack 3988120478, win 502, length 43`;
    const expected = { sequence: 2731940183, acknowledged: 3988120478, known: true };

    expect(numbersOf([SYN, SYN_ACK, request])[2]).toEqual(expected);
    expect(numbersOf([SYN, SYN_ACK, request], true)[2]).toEqual(expected);
  });

  it('count from the first acknowledgement when the SYN-ACK took another way', () => {
    const ack = `${FORTH}[.], ack 3988120478, win 502, length 0`;
    const request = `${FORTH}[P.], seq 0:43, ack 1, win 502, length 43`;

    expect(numbersOf([SYN, ack, request]).slice(1)).toEqual([
      { sequence: 2731940183, acknowledged: 3988120478, known: true },
      { sequence: 2731940183, acknowledged: 3988120478, known: true },
    ]);
  });

  it('are known among themselves only when the beginning of the connection was cut off', () => {
    const request = `${FORTH}[P.], seq 1:44, ack 1, win 502, length 43`;
    const reply = `${BACK}[P.], seq 1:41, ack 44, win 509, length 40`;

    expect(numbersOf([request, reply])).toEqual([
      { sequence: 1, acknowledged: 1, known: false },
      { sequence: 1, acknowledged: 44, known: false },
    ]);
  });

  it('of a reset without an acknowledgement stay as they are', () => {
    const reset = `${FORTH}[R], seq 2731940183, win 0, length 0`;

    expect(numbersOf([SYN, SYN_ACK, reset])[2]).toEqual({ sequence: 2731940183, acknowledged: null, known: true });
  });

  it('run on beyond 2^32', () => {
    const syn = `${FORTH}[S], seq 4294967290, win 64240, length 0`;
    const synAck = `${BACK}[S.], seq 3988120477, ack 4294967291, win 65160, length 0`;
    const request = `${FORTH}[P.], seq 101:201, ack 1, win 502, length 100`;

    expect(numbersOf([syn, synAck, request])[2]?.sequence).toBe(95);
  });
});

describe('a TCP line that is cut off', () => {
  it.each([
    'Flags [P.], seq 1:44, ack 1, win 502, length 4',
    'Flags [P.], seq 1:44, ack 1, win 502',
    'Flags [S], seq 27319',
  ])('is not read: %s', (tail) => {
    expect(readBody(`${CLIENT} > ${SERVER}: ${tail}`)).toBeNull();
  });
});
