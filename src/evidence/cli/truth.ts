/** `True`/`False` of newer releases, `yes`/`no` and `enabled`/`disabled` of older ones; null for anything else. */
export function truth(text: string | null | undefined): boolean | null {
  const word = text?.trim().toLowerCase() ?? '';
  if (/^(?:true|yes|enabled)$/.test(word)) return true;
  return /^(?:false|no|disabled)$/.test(word) ? false : null;
}
