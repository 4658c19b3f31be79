import type { Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf } from './context.ts';
import { observe } from './observation.ts';
import { shortestTimeout } from './timeouts.ts';

/**
 * States whether the kernel of a host would send its first keepalive only after a device on the way has forgotten the
 * connection. `tcp_keepalive_time` holds for sockets that ask for keepalives and set no time of their own (ip-sysctl).
 */
export function keepalive(context: AnalysisContext): readonly Observation[] {
  const timeout = shortestTimeout(context, 'established');
  return context.observers.flatMap((view) => {
    const settings = factsOf(view, 'sysctl').map(({ fact }) => fact);
    const setting = settings.findLast(
      ({ setting: name, origin }) => name === 'tcp_keepalive_time' && origin === 'running',
    );
    if (setting === undefined || !/^\d+$/.test(setting.value)) return [];
    const seconds = Number(setting.value);
    const late = timeout === null ? null : seconds >= timeout.seconds;
    return [
      observe('settings.keepalive-too-late', late === null ? 'could-not-tell' : late ? 'seen' : 'not-seen', {
        observers: [view.name],
        values: {
          keepaliveSeconds: seconds,
          timeoutSeconds: timeout?.seconds ?? null,
          device: timeout?.device ?? null,
        },
        citations: [setting.at, timeout?.at ?? null],
      }),
    ];
  });
}
