import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Makes Slack-shaped ids. Object ids count up, so a session reads the same each time; secrets are random. */
export interface Ids {
  /** `C`, `F`, `V`, `Ev` … followed by nine or more capitals and digits. */
  next(prefix: string): string;
  /** A message timestamp: seconds, a dot, six digits; unique in the workspace and rising even when time stands still. */
  ts(): string;
}

export function createIds(clock: Clock): Ids {
  let counter = 46_656;
  let lastMicros = 0;
  return {
    next(prefix) {
      counter += 1;
      return `${prefix}0${counter.toString(36).toUpperCase().padStart(9, '0')}`;
    },
    ts() {
      lastMicros = Math.max(lastMicros + 1, Math.floor(clock.now()) * 1000);
      const digits = String(lastMicros);
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
  };
}

/** The credentials of one run. They work on this war room only and are made anew at each start. */
export interface Secrets {
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
}

export function createSecrets(): Secrets {
  return {
    botToken: `xoxb-warroom-${secret(18)}`,
    appToken: `xapp-warroom-${secret(18)}`,
    signingSecret: secret(16),
    verificationToken: secret(12),
  };
}

/** An unguessable string of capitals-free hexadecimal digits. */
export function secret(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

export function envelopeId(): string {
  return randomUUID();
}
