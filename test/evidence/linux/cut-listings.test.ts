import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';

const NFT = `[root@gw1 ~]# nft list ruleset
table inet filter {
	chain input {
		type filter hook input priority filter; policy accept;
		tcp dport 22 accept
	}

	chain forward {
		type filter hook forward priority filter; policy drop;
		tcp dport 443 accept
	}
}
`;

const SAVED = `[root@gw1 ~]# iptables-save
*nat
:POSTROUTING ACCEPT [0:0]
-A POSTROUTING -o wan0 -j MASQUERADE
COMMIT
*filter
:FORWARD DROP [12:720]
-A FORWARD -p tcp --dport 443 -j ACCEPT
COMMIT
`;

const TRACKED = `[root@gw1 ~]# conntrack -L
tcp      6 98 SYN_SENT src=192.0.2.10 dst=198.51.100.7 sport=47712 dport=443 [UNREPLIED] src=198.51.100.7 dst=192.0.2.10 sport=443 dport=47712 mark=0 use=1
tcp      6 299 ESTABLISHED src=192.0.2.11 dst=198.51.100.7 sport=47713 dport=443 src=198.51.100.7 dst=192.0.2.11 sport=443 dport=47713 [ASSURED] mark=0 use=1
conntrack v1.4.7 (conntrack-tools): 2 flow entries have been shown.
`;

function parsed(text: string): string | undefined {
  return readEvidence([{ source: 'gw1.txt', text, obtained: 'file' }])[0]?.parsed;
}

/** Without the line of that number, counted from 1; the prompt is the first. */
function withoutLine(text: string, number: number): string {
  return text
    .split('\n')
    .filter((_, index) => index !== number - 1)
    .join('\n');
}

describe('a listing that is there from its first line to its last', () => {
  it.each([NFT, SAVED, TRACKED])('is read whole', (text) => {
    expect(parsed(text)).toBe('whole');
  });
});

describe('a listing of which a line was lost', () => {
  it.each([
    ['the opening of a table', NFT, 2],
    ['the opening of a chain', NFT, 3],
    ['the end of a chain', NFT, 6],
    ['the end of the last chain', NFT, 11],
    ['the end of the table', NFT, 12],
    ['the name of the first table of iptables-save', SAVED, 2],
    ['the end of the first table', SAVED, 5],
    ['the name of the second table', SAVED, 6],
    ['the end of the last table', SAVED, 9],
    ['one of the connections that conntrack counts', TRACKED, 3],
  ])('is not whole: %s', (_, text, number) => {
    expect(parsed(withoutLine(text, number))).not.toBe('whole');
  });

  it('is not either when its end was cut off', () => {
    expect(parsed(NFT.slice(0, NFT.indexOf('\t\ttcp dport 443')))).toBe('part');
    expect(parsed(SAVED.slice(0, SAVED.indexOf('-A FORWARD')))).toBe('part');
  });

  it('is as it should be when a part was asked for', () => {
    expect(parsed(withoutLine(TRACKED.replace('-L', '-L | grep SYN'), 3))).toBe('whole');
  });
});
