const SHOWN = '[redacted]';
/** What is shorter stands in ordinary words as well, and would tear holes into them. */
const SHORTEST = 3;

/** The text of a device without these secrets: it, or a proxy on the way, may print back what it was sent. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    for (const form of formsOf(secret)) clean = clean.replaceAll(form, SHOWN);
  }
  return clean;
}

/** As it is, as XML writes it, and as a form writes it. */
function formsOf(secret: string): ReadonlySet<string> {
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  return new Set([secret, xml, xml.replaceAll('"', '&quot;').replaceAll("'", '&apos;'), form]);
}
