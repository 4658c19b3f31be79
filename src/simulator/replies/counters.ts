import { COUNTER_NAMES, COUNTERS, isCounterName, type Sampled } from '../network/tallies.ts';
import { type DeviceView, type Reply, result } from './device.ts';
import { type Request, wordAfter } from './request.ts';
import { branch, leaf, leaves } from './xml.ts';

/** `show counter global`, whole or filtered. `delta yes` counts from the delta reading before, and begins a new one. */
export function counterGlobal({ firewall, now, bootedAt }: DeviceView, request: Request): Reply {
  const tallies = wordAfter(request, 'packet-filter') === 'yes' ? firewall.filtered : firewall.counters;
  const delta = wordAfter(request, 'delta') === 'yes';
  const sinceBoot = { seconds: Math.round((now - bootedAt) / 1000), counters: tallies.totals() };
  const { seconds, counters } = delta ? tallies.delta(now) : sinceBoot;
  const severity = wordAfter(request, 'severity');
  const name = wordAfter(request, 'name', 3);
  if (name !== null && !isCounterName(name)) {
    return { kind: 'error', code: null, message: `Invalid syntax: unknown counter ${name}` };
  }
  const asked = counters.filter(
    (one) => (severity === null || COUNTERS[one.name].severity === severity) && (name === null || one.name === name),
  );
  const list = branch(
    'counters',
    asked.map((one) => entry(one, seconds)),
  );
  return result([leaf('dp', 'dp0'), branch('global', [leaf('t', seconds), list])].join('\n'));
}

function entry({ name, value }: Sampled, seconds: number): string {
  const { category, aspect, desc, severity } = COUNTERS[name];
  const rate = Math.floor(value / Math.max(1, seconds));
  const id = 100 + COUNTER_NAMES.indexOf(name);
  return branch('entry', leaves({ category, name, value, rate, aspect, desc, id, severity }));
}
