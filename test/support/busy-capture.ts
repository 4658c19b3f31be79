import { ethernet, tcp } from './capture-builder.ts';
import { type Frame, NOON } from './capture-file-builder.ts';

/** Numbers between 0 and 1, the same for the same seed (a linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/**
 * Conversations all at once, with packets missing, packets sent again, resets, and some of which only one half is
 * there: what a busy place shows. The same seed gives the same capture.
 */
export function busyCapture(conversations: number, seed: number): readonly Frame[] {
  const random = randomNumbers(seed);
  const frames = Array.from({ length: conversations }, (_, index) => conversation(index, random)).flat();
  return frames.sort((one, other) => one.time - other.time);
}

function conversation(index: number, random: () => number): readonly Frame[] {
  const client = `192.0.2.${1 + (index % 250)}:${20_000 + index}`;
  const server = `198.51.100.${1 + (index % 7)}:443`;
  const isOneWay = index % 9 === 3;
  const frames: Frame[] = [];
  let time = NOON + Math.floor(random() * 5e6);
  let ipId = 1 + index * 50;
  let sent = Math.floor(random() * 2 ** 32);
  let answered = Math.floor(random() * 2 ** 32);

  const emit = (isReply: boolean, flags: string, length = 0, loss = 0.05): void => {
    time += 1 + Math.floor(random() * 20_000);
    if (random() < loss || (isReply && isOneWay)) return;
    const [sequence, acknowledgement] = isReply ? [answered, sent] : [sent, answered];
    const ends = isReply ? { from: server, to: client } : { from: client, to: server };
    const payload = 'x'.repeat(length);
    ipId += 1;
    frames.push({ time, bytes: ethernet(tcp({ ...ends, flags, sequence, acknowledgement, payload, ipId })) });
  };

  emit(false, 'S', 0, 0);
  sent += 1;
  emit(true, 'SA', 0, 0);
  answered += 1;
  emit(false, 'A');
  for (let count = 3 + random() * 15; count > 0; count -= 1) {
    const length = 1 + Math.floor(random() * 1400);
    emit(false, 'PA', length);
    if (random() < 0.1) {
      time += 250_000;
      emit(false, 'PA', length);
    }
    sent += length;
    const reply = 1 + Math.floor(random() * 1400);
    emit(true, 'PA', reply);
    answered += reply;
  }
  emit(false, 'FA');
  sent += 1;
  emit(true, random() < 0.3 ? 'R' : 'FA');
  return frames;
}
