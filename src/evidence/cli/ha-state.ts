import type { TextParser } from '../parser.ts';
import { isHaPage, readHaPage } from './ha-page.ts';

/** `show high-availability state`: one `ha-state`; mode `off` where HA is not enabled. */
export const haState: TextParser = {
  kind: 'ha-state',
  commands: /^show high-availability state(?![\w-])/,
  looksLike: isHaPage,
  read: readHaPage,
};
