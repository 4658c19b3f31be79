import type { Clock } from '../../model/clock.ts';
import type { ApiCall, KeyPlace } from './api-call.ts';
import type { FaultName } from './faults.ts';

/** One request as it is remembered. Neither its key nor a password is in it. */
export interface LoggedRequest {
  /** Milliseconds since 1970, by the endpoint's clock. */
  readonly at: number;
  readonly method: string;
  readonly type: string;
  readonly command: string;
  readonly target: string | null;
  readonly vsys: string | null;
  readonly keyPlace: KeyPlace;
  /** Who was let in; null: nobody. */
  readonly user: string | null;
  /** Whether it was carried out by the firewall behind, whatever then became of the answer. */
  readonly done: boolean;
  readonly fault: FaultName | null;
  /** HTTP status of the answer; null: there was none, or none yet. */
  readonly status: number | null;
}

/** How many requests are being dealt with now, and how many there were at once at the worst moment. */
export interface Load {
  readonly now: number;
  readonly peak: number;
}

export interface CallLog {
  /** A request has come in; what is given back is called when its connection is done with it. */
  begin(): () => void;
  /** Remembers a request that was read; what is given back adds what has become of it. */
  note(call: ApiCall): (more: Partial<Pick<LoggedRequest, 'user' | 'done' | 'fault' | 'status'>>) => void;
  /** Oldest first. */
  requests(): readonly LoggedRequest[];
  load(): Load;
}

/** A lab may run for days: only the newest are kept. */
const KEPT = 5_000;

export function createCallLog(clock: Clock): CallLog {
  let entries: readonly { value: LoggedRequest }[] = [];
  let now = 0;
  let peak = 0;
  return {
    begin() {
      now += 1;
      peak = Math.max(peak, now);
      return () => {
        now -= 1;
      };
    },
    note({ method, type, command, target, vsys, keyPlace }) {
      const asked = { at: clock.now(), method, type, command, target, vsys, keyPlace };
      const value: LoggedRequest = { ...asked, user: null, done: false, fault: null, status: null };
      const entry = { value };
      entries = [...entries, entry].slice(-KEPT);
      return (more) => {
        entry.value = { ...entry.value, ...more };
      };
    },
    requests: () => entries.map(({ value }) => value),
    load: () => ({ now, peak }),
  };
}
