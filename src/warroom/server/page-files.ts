import { type Exchange, PLAIN_HEADERS, sendText } from './http.ts';
import { bundlePage } from './page-bundle.ts';

/**
 * The page is one document, one script and one style sheet from this server, and talks to nobody else. Whatever slips
 * into it from a message can neither run nor call out.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const DOCUMENT = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>War room</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
</head>
<body><div id="page"></div><script type="module" src="/page.js"></script></body>
</html>
`;

/** `/`, `/page.js` and `/page.css`. */
export async function answerPage({ request, response }: Exchange, name: string): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'method_not_allowed');
  const file = await pageFile(name);
  if (!file) return sendText(response, 404, 'There is nothing here.');
  response.writeHead(200, {
    ...PLAIN_HEADERS,
    'content-type': `${file.type}; charset=utf-8`,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'x-frame-options': 'DENY',
  });
  response.end(request.method === 'HEAD' ? undefined : file.text);
}

/** A permalink opens the page at its channel and message. */
export function answerPermalink({ response, url }: Exchange, channel: string, message: string): void {
  const known = /^p(\d{4,})(\d{6})$/.exec(message);
  const thread = url.searchParams.get('thread_ts');
  const parts = [channel, known ? `${known[1]}.${known[2]}` : '', thread ?? ''].map(encodeURIComponent);
  response.writeHead(302, { ...PLAIN_HEADERS, location: `/#${parts.join('/')}` }).end();
}

async function pageFile(name: string): Promise<{ readonly type: string; readonly text: string } | undefined> {
  if (name === '') return { type: 'text/html', text: DOCUMENT };
  if (name === 'page.js') return { type: 'text/javascript', text: (await bundlePage()).script };
  if (name === 'page.css') return { type: 'text/css', text: (await bundlePage()).style };
  return undefined;
}
