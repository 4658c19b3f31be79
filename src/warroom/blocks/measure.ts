import { isObject } from './finder.ts';

/** The fields whose strings are read by people; ids, values and styles do not count towards Slack's text limits. */
const READ = new Set(['text', 'alt_text', 'url', 'title', 'label', 'hint', 'description']);

/** All readable text of a block, nested parts included, without separators. */
export function blockText(value: unknown): string {
  if (Array.isArray(value)) return value.map(blockText).join('');
  if (!isObject(value)) return '';
  let text = '';
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') text += READ.has(key) ? inner : '';
    else text += blockText(inner);
  }
  return text;
}
