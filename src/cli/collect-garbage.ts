import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Between two looks at the heap; each is a call into the engine. */
const LOOK_EVERY = 2 * 1024 * 1024;

/**
 * A function to be told of each piece of a long stream, by its length. What is alive while a capture is read is
 * small, but V8 lets the space for young objects grow to 64 MB twice over, and garbage to a quarter of a gigabyte
 * before it looks through all of it for the first time. Here the space for young objects stays as it is, and when
 * more than `most` bytes are in use, V8 is asked to look.
 */
export function createCollector(most: number): (bytes: number) => void {
  setFlagsFromString('--semi-space-growth-factor=1');
  let passed = 0;
  let collect: (() => void) | null = null;
  return (bytes) => {
    passed += bytes;
    if (passed < LOOK_EVERY) return;
    passed = 0;
    collect ??= collectorOfEngine();
    const { used_heap_size: objects, external_memory: buffers } = getHeapStatistics();
    if (objects + buffers > most) collect();
  };
}

function collectorOfEngine(): () => void {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  return typeof found === 'function' ? () => void found() : () => undefined;
}
