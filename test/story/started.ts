import type { Clock } from '../../src/model/clock.ts';
import { serve } from '../../src/serve.ts';

/** The product as `npm start` runs it without tokens, on a free port. */
export interface Started {
  readonly url: string;
  /** Resolves to the exit status. */
  readonly stop: () => Promise<number>;
}

export async function start(clock?: Clock): Promise<Started> {
  const stopped = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<string>();
  const status = serve(
    { ROUNDTRIP_PORT: '0' },
    {
      out: (text) => opened.resolve(/http:\S+/.exec(text)?.[0] ?? ''),
      err: (text) => opened.reject(new Error(text)),
      untilStopped: () => stopped.promise,
      ...(clock === undefined ? {} : { clock }),
    },
  );
  const stop = () => {
    stopped.resolve();
    return status;
  };
  return { url: await opened.promise, stop };
}
