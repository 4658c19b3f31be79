import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhenResult,
  retry,
} from 'cockatiel';
import type { Clock } from '../model/clock.ts';
import { fail, type Result } from '../model/result.ts';
import type { Timings } from './timings.ts';
import { type Trouble, trouble } from './trouble.ts';

type Outcome = Result<unknown, Trouble>;

/** Runs calls, and refuses to while the circuit is open. */
export interface Breaker {
  run<T>(who: string, call: () => Promise<Result<T, Trouble>>): Promise<Result<T, Trouble>>;
}

/**
 * One for each management address. After so many failures in a row no call goes out for a while; then one does, and
 * its end decides for all. `opened` is told of each opening.
 */
export function createBreaker(timings: Timings, clock: Clock, opened: () => void): Breaker {
  let opensAgain = 0;
  const policy = circuitBreaker(
    handleWhenResult((result) => {
      const why = troubleOf(result);
      // A trial call that somebody cancelled says nothing, so the circuit stays open.
      return why?.passing === true || (why?.why === 'cancelled' && policy.state === CircuitState.HalfOpen);
    }),
    { halfOpenAfter: timings.breakerPause, breaker: new ConsecutiveBreaker(timings.breakerFailures) },
  );
  policy.onBreak(() => {
    opensAgain = clock.now() + timings.breakerPause;
    opened();
  });
  return {
    async run(who, call) {
      try {
        return await policy.execute(call);
      } catch (error) {
        if (error instanceof BrokenCircuitError) return fail(circuitOpen(who, opensAgain));
        throw error;
      }
    },
  };
}

/**
 * Repeats a call after a passing trouble, with full jitter: the pause is drawn from zero up to a bound that doubles. What
 * was too slow is not repeated: the same question once more only adds to the load of the management plane, and to the
 * wait of whoever asks.
 */
export function createRetry(timings: Timings, random: () => number) {
  const policy = retry(
    handleWhenResult((result) => {
      const why = troubleOf(result);
      return why?.passing === true && why.why !== 'timeout';
    }),
    {
      maxAttempts: timings.retries,
      backoff: new DelegateBackoff<{ readonly attempt: number }>(
        ({ attempt }) => random() * Math.min(timings.retryMost, timings.retryFirst * 2 ** (attempt - 1)),
      ),
    },
  );
  return <T>(call: () => Promise<Result<T, Trouble>>, signal: AbortSignal): Promise<Result<T, Trouble>> =>
    policy.execute(call, signal);
}

function circuitOpen(who: string, opensAgain: number): Trouble {
  const at = new Date(opensAgain).toISOString().slice(11, 19);
  return trouble({
    why: 'circuit-open',
    says: `${who} failed several times in a row, so it is not asked again before ${at} UTC.`,
    todo: 'Check that the management interface is up; the next question after that time tries it.',
  });
}

/** The policies hand over what a call gave as `unknown`. */
function troubleOf(result: unknown): Trouble | null {
  return isOutcome(result) && !result.ok ? result.error : null;
}

function isOutcome(result: unknown): result is Outcome {
  return typeof result === 'object' && result !== null && 'ok' in result;
}
