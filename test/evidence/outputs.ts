import type { Evidence, RawEvidence } from '../../src/model/evidence.ts';

/** A short `show session id` page. */
export const SESSION = `Session            4711

        c2s flow:
                source:      10.1.1.5 [users]
                dst:         10.2.2.10
                proto:       6
                sport:       51000           dport:      443
                state:       ACTIVE          type:       FLOW
                src user:    unknown
                dst user:    unknown

        s2c flow:
                source:      10.2.2.10 [servers]
                dst:         10.1.1.5
                proto:       6
                sport:       443             dport:      51000
                state:       ACTIVE          type:       FLOW
                src user:    unknown
                dst user:    unknown

        start time                           : Tue Nov 10 09:14:02 2026
        timeout                              : 5 sec
        total byte count(c2s)                : 222
        total byte count(s2c)                : 0
        vsys                                 : vsys1
        application                          : incomplete
        rule                                 : allow-web
        ingress interface                    : ethernet1/1
        egress interface                     : ethernet1/2
        end-reason                           : unknown`;

export const COUNTERS = `Global counters:
Elapsed time since last sampling: 30.114 seconds

name                                   value     rate severity  category  aspect    description
--------------------------------------------------------------------------------
flow_tcp_non_syn                           9        0 info      flow      session   Non-SYN TCP packets without session match
flow_tcp_non_syn_drop                      9        0 drop      flow      session   Packets dropped: non-SYN TCP without session match
--------------------------------------------------------------------------------
Total counters shown: 2
--------------------------------------------------------------------------------`;

export const LOOKUP = `--------------------------------------------------------------------------------
runtime route lookup
--------------------------------------------------------------------------------
virtual-router:   default
destination:      10.1.1.5
result:
  interface ethernet1/1, source 10.1.1.1
--------------------------------------------------------------------------------`;

export const ABSENT = 'No Active Sessions';

export const TRACE = `traceroute to 10.1.1.5 (10.1.1.5), 30 hops max, 60 byte packets
 1  10.2.2.254  0.412 ms  0.398 ms  0.377 ms
 2  10.1.1.5  1.204 ms  1.188 ms  1.190 ms`;

export const HA_OFF = '<response status="success"><result><enabled>no</enabled></result></response>';

export function pasted(text: string, given: Partial<RawEvidence> = {}): RawEvidence {
  return { source: 'paste-1', text, obtained: 'paste', ...given };
}

/** What a reader looks at first: who, what, how much of it. */
export function brief(evidence: readonly Evidence[]): readonly string[] {
  return evidence.map(({ observer, kind, parsed }) => `${observer ?? '?'}: ${kind} ${parsed}`);
}
