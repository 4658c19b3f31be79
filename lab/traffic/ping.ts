import type { Ground } from '../ground/ground.ts';
import type { Experience, PingExchange } from '../model.ts';

/** Real pings, five a second; each answer is waited for one second at most. */
export async function ping(exchange: PingExchange, ground: Ground): Promise<Experience> {
  const { from, source, to, count, size, dontFragment } = exchange;
  const words = [
    ...['ping', '-n', '-q', '-i', '0.2', '-W', '1', '-c', `${count}`, '-s', `${size}`],
    ...(dontFragment ? ['-M', 'do'] : []),
    ...(source === null ? [] : ['-I', source]),
    to,
  ];
  const { out } = await ground.inside(from, words.join(' '));
  const succeeded = received(out);
  return { exchange, tried: count, succeeded, error: succeeded === count ? null : 'no answer' };
}

/** How many answers `ping` says that it had. */
export function received(out: string): number {
  return Number(/(\d+) (?:packets )?received/.exec(out)?.[1] ?? 0);
}
