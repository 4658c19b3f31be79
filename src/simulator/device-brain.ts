/**
 * What stands behind one simulated firewall's API: given a request that was let in, the answer. It never sees keys,
 * rights, jobs or the network; the server in front of it does those. It may change its own state (clear a session,
 * switch a filter on), and must not throw for any text it is given.
 */
export interface DeviceBrain {
  readonly serial: string;
  readonly hostname: string;
  /** As `show system info` says it: `PA-440`, `11.1.4`. */
  readonly model: string;
  readonly version: string;
  /** An operational command: the XML of `cmd` as it was sent, which may be anything at all. */
  op(xml: string, vsys: string | null): BrainAnswer;
  /** Entries of a log, newest first, at most `nlogs`: what stands inside `<logs>`, as `<entry logid="1">…</entry>`. */
  log(logType: string, query: string, nlogs: number): BrainAnswer;
  /** Names of the filter captures on its disk. */
  captures(): readonly string[];
  /** The bytes of one of them. */
  capture(name: string): Uint8Array | null;
}

export const ERROR_STATUSES = ['error', 'unauth', 'noauth'] as const;

export type BrainAnswer =
  /** `xml` is what stands inside `<result>`, already escaped where it must be. */
  | { readonly kind: 'result'; readonly xml: string }
  /** An error as the API shapes it, with HTTP 200; `message` is plain text. */
  | {
      readonly kind: 'error';
      readonly code: string | null;
      readonly status?: (typeof ERROR_STATUSES)[number];
      readonly message: string;
    }
  /** The whole body as it goes out, for replies with an envelope of their own. */
  | { readonly kind: 'raw'; readonly xml: string };
