import type { IpFamily } from '../../model/facts.ts';

export type IpObject = 'address' | 'link' | 'route' | 'rule' | 'neighbour';

/** An `ip` command that lists something. */
export interface IpCommand {
  readonly object: IpObject;
  /** What `-4`, `-6` or `-family` asks for; null when nothing was said. */
  readonly family: IpFamily | null;
  readonly brief: boolean;
  /** The words behind the object and its verb: `table 200`, `dev eth0`. */
  readonly words: readonly string[];
  /** Its output goes through another program, which may leave lines out. */
  readonly piped: boolean;
}

/** iproute2 takes the first object of its list that begins with the word: `r` is route, `a` address, `n` neighbour. */
const OBJECTS: readonly (readonly [RegExp, IpObject])[] = [
  [/^a(?:d(?:d(?:r(?:e(?:s(?:s)?)?)?)?)?)?$/, 'address'],
  [/^l(?:i(?:n(?:k)?)?)?$/, 'link'],
  [/^r(?:o(?:u(?:t(?:e)?)?)?)?$/, 'route'],
  [/^ru(?:l(?:e)?)?$/, 'rule'],
  [/^n(?:e(?:i(?:g(?:h(?:bou?r)?)?)?)?)?$/, 'neighbour'],
];
const SHOW = /^(?:s|sh|sho|show|l|li|lis|list|ls|lst)$/;
const PROGRAM = /^(?:\S*\/)?ip$/;

/** Reads an `ip` command; null for any other command, and for one that changes something or asks another way (`get`). */
export function readIpCommand(command: string | null): IpCommand | null {
  const [shell = '', ...pipe] = (command ?? '').split('|');
  const words = shell
    .replace(/\d?>{1,2}\s?\S+/g, '')
    .trim()
    .split(/\s+/);
  if (words[0] === 'sudo') words.shift();
  if (!PROGRAM.test(words[0] ?? '') || words.some((word) => /[;&]/.test(word))) return null;
  const options = optionsOf(words.slice(1));
  if (options === null) return null;
  const [object = '', verb = '', ...rest] = words.slice(1 + options.length);
  const named = OBJECTS.find(([pattern]) => pattern.test(object))?.[1];
  if (named === undefined || !(verb === '' || SHOW.test(verb))) return null;
  return { object: named, family: options.family, brief: options.brief, words: rest, piped: pipe.length > 0 };
}

interface Options {
  readonly length: number;
  readonly family: IpFamily | null;
  readonly brief: boolean;
}

const FAMILY_NAMES: Readonly<Record<string, IpFamily>> = { inet: 'inet', inet6: 'inet6', '4': 'inet', '6': 'inet6' };

/** Null when an option sends the question elsewhere: into another network namespace, or to a batch file. */
function optionsOf(words: readonly string[]): Options | null {
  let family: IpFamily | null = null;
  let brief = false;
  let length = 0;
  while (words[length]?.startsWith('-') === true) {
    const option = (words[length] ?? '').replace(/^-+/, '');
    length += 1;
    if (/^(?:n|net|netns|b|ba|batch|force)$/.test(option)) return null;
    if (/^f(?:a|am|ami|amil|amily)?$/.test(option)) {
      family = FAMILY_NAMES[words[length] ?? ''] ?? family;
      length += 1;
    } else if (/^(?:l|loops|rc|rcvbuf)$/.test(option)) length += 1;
    else family = FAMILY_NAMES[option] ?? family;
    if (/^br(?:i|ie|ief)?$/.test(option)) brief = true;
  }
  return { length, family, brief };
}

const OPTIONS = String.raw`(?:-(?!n |net |netns |b |batch )\S+ (?:(?:inet6?|link|\d+) )?)*`;
const VERBS = String.raw`(?: (?:s|sh|sho|show|l|li|lis|list|ls|lst)(?![\w-])[^;&]*|[ \d]*(?:>[^;&]*)?(?:\|[^;&]*)?)`;

/** A pattern for the commands that list an object, given as alternatives; what they ask for `readIpCommand` tells. */
export function ipCommandPattern(object: string): RegExp {
  return new RegExp(String.raw`^(?:sudo )?(?:\S*/)?ip ${OPTIONS}(?:${object})${VERBS}$`);
}
