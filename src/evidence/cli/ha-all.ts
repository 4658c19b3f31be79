import type { Block, TextParser } from '../parser.ts';
import { isHaPage, readHaPage } from './ha-page.ts';

/** Sections that the short page of `show high-availability state` leaves out. */
const ONLY_IN_FULL =
  /^(?:HA[123] (?:Control|Data) Link Information|Link Monitoring Information|Active-(?:Active|Passive) Mode)\s*:$/i;

/** `show high-availability all`: one `ha-state`, with the session owner and setup rules of an active/active pair. */
export const haAll: TextParser = {
  kind: 'ha-all',
  commands: /^show high-availability all\b/,
  looksLike: (block: Block) => isHaPage(block) && block.lines.some((line) => ONLY_IN_FULL.test(line.text.trim())),
  read: readHaPage,
};
