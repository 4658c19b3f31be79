import type { Breach, SourceFile } from './project.ts';
import { breachesByLine } from './project.ts';

/** This folder holds examples of every breach, so the rules of texts do not read it. */
const HOLDS_EXAMPLES = 'test/house-rules/';

const FORBIDDEN: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  { pattern: /(?:^|[\s'"`(=:])\/(?:work|root|farm|Users|home\/[a-z][\w-]*)\//, says: 'names a path of one machine' },
  {
    pattern: /\bregistry\.(?:npmjs|yarnpkg)\.\w+|\bdeb\.debian\.org\b|\bnpmmirror\b/,
    says: 'names a package registry’s host',
  },
  {
    pattern:
      /\blanguage model|\bAI[- ](?:generated|written|assisted)\b|\bas an AI\b|\b[Cc]o-[Aa]uthored-[Bb]y\b|\bgenerated (?:by|with) (?:an? )?(?:AI|model|assistant)\b/i,
    says: 'speaks of how the text was made',
  },
  { pattern: /^(?:<{7} |={7}$|>{7} )/, says: 'holds a merge conflict' },
];

/** Private keys and tokens, in the shapes in which they are handed out. */
const SECRET =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bxox[abpr]-\d{8,}-\d{8,}-\w{16,}|\bxapp-\d-[A-Z0-9]{8,}-\d{8,}-\w{32,}/;

/** What no text of the project says: where it was written, by what, and what is secret. */
export function textBreaches(file: SourceFile): readonly Breach[] {
  if (file.path.startsWith(HOLDS_EXAMPLES)) return [];
  return [
    ...FORBIDDEN.flatMap(({ pattern, says }) => breachesByLine(file.path, file.text, pattern, says)),
    ...breachesByLine(file.path, file.text, SECRET, 'holds a secret'),
  ];
}
