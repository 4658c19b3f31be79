import { protocolFromNumber } from '../../model/flow.ts';
import type { TextIpHead } from './packet.ts';

/** An IP header as `-v` shows it, and what follows it; `head` is null where there is none. */
export interface Headed {
  readonly head: TextIpHead | null;
  readonly cut: boolean;
  readonly rest: string;
}

const TRUNCATED = /^truncated-ip6? - \d+ bytes missing!\s?/;
const V4 =
  /^\(tos 0x[\da-f]{1,2}(?:,(?:ECT\([01]\)|CE))?,(?: ECT\([01]\),| CE,)? ttl:? *(?<ttl>\d+), id:? *(?<id>\d+), offset:? *(?<offset>\d+), flags:? *\[(?<flags>[^\]]{0,20})\], proto:? *(?:[\w. /-]{1,24} )?\(?(?<protocol>\d+)\)?, length:? *(?<length>\d+)(?:, (?:options \([^)]{0,120}\)|optlength[^)]{0,40}))?(?<sum>, bad cksum [^)]{1,20}\)!?)?\)\s*/;
const V6 =
  /^\((?:class 0x[\da-f]{1,2}, )?(?:flowlabel 0x[\da-f]{1,5}, )?hlim (?<ttl>\d+), next-header (?:[\w. /-]{1,24} )?\(?(?<protocol>\d+)\)?,? payload length: (?<length>\d+)\)\s*/;
const V6_HEADER = 40;

/** Reads `(tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)` or IPv6's `(hlim 64, …)`. */
export function readIpHead(text: string): Headed {
  const cut = TRUNCATED.exec(text);
  const body = cut === null ? text : text.slice(cut[0].length);
  const four = V4.exec(body);
  const found = four ?? V6.exec(body);
  if (found === null) return { head: null, cut: cut !== null, rest: body };
  const { ttl, id, offset, flags = '', protocol, length, sum } = found.groups ?? {};
  return {
    head: {
      ttl: Number(ttl),
      id: id === undefined ? null : Number(id),
      offset: Number(offset ?? 0),
      moreFragments: flags.includes('+'),
      dontFragment: flags.includes('DF'),
      protocol: protocolFromNumber(Number(protocol)),
      length: Number(length) + (four === null ? V6_HEADER : 0),
      badSum: sum !== undefined,
    },
    cut: cut !== null,
    rest: body.slice(found[0].length),
  };
}
