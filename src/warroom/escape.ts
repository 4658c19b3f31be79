/** The three escapes of Slack's message text (docs.slack.dev/messaging/formatting-message-text). */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Text an app sends: `<@U…>`, `<#C…>`, `<!…>` and `<scheme:…>` are kept as control sequences, existing escapes are
 * kept, and every other `&`, `<` and `>` is escaped, which is how Slack stores and returns it.
 */
export function normalizeAppText(text: string): string {
  return text
    .split(/(<(?:[@#!][^<>\n]*|[a-z][a-z0-9+.-]*:[^<>\n]*)>|&(?:amp|lt|gt);)/i)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeText(piece)))
    .join('');
}
