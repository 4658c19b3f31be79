import type { Finding } from '../model/finding.ts';
import type { DoNot, Pattern } from '../model/pattern.ts';

/** While nothing is known, what is surely wrong is to change things. */
const NOT_YET: DoNot = {
  action: 'Changing routes or policy, rebooting, or failing over on a guess',
  because: 'No cause is known yet; each of these hides the evidence and may break more flows.',
};

interface Refuted {
  /** The beginning of the same advice in a pattern, whose general words the case's own replace. */
  readonly replaces: RegExp;
  readonly by: (findings: readonly Finding[]) => DoNot | null;
}

/**
 * What people try first that will not help here: what the evidence itself refutes, then what the patterns found say in
 * general. Nothing is said twice.
 */
export function doNotOf(patterns: readonly Pattern[], findings: readonly Finding[]): readonly DoNot[] {
  const told = REFUTED.map(({ replaces, by }) => ({ replaces, line: by(findings) }));
  const shown = told.flatMap(({ line }) => (line === null ? [] : [line]));
  const isReplaced = (action: string): boolean =>
    told.some(({ replaces, line }) => line !== null && replaces.test(action));
  // What the evidence refutes is refuted whatever the cause, save where the cause is the very thing.
  const general = patterns.flatMap(({ doNot }) => doNot).filter(({ action }) => !isReplaced(action));
  const all = patterns.length === 0 ? [NOT_YET, ...shown] : [...shown, ...general];
  return all.filter(({ action }, index) => all.findIndex((other) => other.action === action) === index);
}

function reading(findings: readonly Finding[], code: Finding['code'], wanted: Finding['reading']): Finding | undefined {
  return findings.find((finding) => finding.code === code && finding.reading === wanted);
}

/** Of the six things that people try first, those that findings can refute by themselves. */
const REFUTED: readonly Refuted[] = [
  {
    replaces: /security (?:policy|rule)/,
    by: (findings) => {
      if (reading(findings, 'session.denied', 'seen') !== undefined) return null;
      const rule = reading(findings, 'session.denied', 'not-seen')?.values.rule;
      return typeof rule === 'string' && rule !== ''
        ? {
            action: 'Searching, changing or disabling security policy',
            because: `Rule “${rule}” permits this flow: its session was set up by it.`,
          }
        : null;
    },
  },
  {
    replaces: /^Blaming the provider/,
    by: (findings) => {
      const elsewhere = reading(findings, 'between.reply-elsewhere', 'seen');
      const halves = reading(findings, 'between.halves-on-two-firewalls', 'seen');
      const witness = elsewhere ?? halves;
      return witness === undefined
        ? null
        : {
            action: 'Blaming the provider',
            because: `Nothing is lost on the way: ${witness.observers.join(' and ')} show both halves, at two places.`,
          };
    },
  },
  {
    replaces: /^Rebooting|^Restarting the firewall/,
    by: (findings) => {
      const change = reading(findings, 'ha.recent-change', 'seen');
      return change === undefined
        ? null
        : {
            action: 'Rebooting or failing over once more',
            because: `${change.observers.join(' and ')} changed state only just now; every change breaks what has formed since.`,
          };
    },
  },
  {
    replaces: /^Restarting the sessions/,
    by: (findings) => {
      const again = reading(findings, 'session.newer-flow-healthy', 'not-seen');
      return again === undefined
        ? null
        : {
            action: 'Restarting the sessions in the session browser',
            because: 'Newer sessions of the same ends formed already, and lose their replies in the same way.',
          };
    },
  },
  {
    replaces: /^Adding bypass/,
    by: (findings) => {
      const bypass =
        reading(findings, 'settings.asymmetric-bypass', 'seen') ??
        reading(findings, 'settings.non-syn-accepted', 'seen');
      return bypass === undefined
        ? null
        : {
            action: 'Adding bypass rules or settings',
            because: `${bypass.observers.join(' and ')} already lets such packets pass, and the flow is broken all the same.`,
          };
    },
  },
];
