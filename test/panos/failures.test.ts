import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { DEVICE_FAILURES, type DeviceFailure } from '../../src/model/device-reply.ts';
import { fail } from '../../src/model/result.ts';
import type { Timings } from '../../src/panos/timings.ts';
import { CLEAR, deviceAt, failureIn, INFO, type Lab, LOGIN, SECRETS, SESSIONS, startLab } from './support/lab.ts';
import { apiError, authority, INVALID_KEY, type Script, startServer, success, xml } from './support/scripted-server.ts';

const body =
  (text: string, status = 200): Script =>
  (_, response) =>
    xml(response, text, status);

describe('an error code of the API', () => {
  it.each([
    ['400', 'refused', 'the request lacks a parameter'],
    ['403', 'wrong-key', 'the API key is wrong or has expired'],
    ['1', 'refused', 'this release does not know the command'],
    ['2', 'refused', 'this is an internal error'],
    ['3', 'refused', 'this is an internal error'],
    ['4', 'refused', 'this is an internal error'],
    ['5', 'refused', 'this is an internal error'],
    ['6', 'refused', 'the path into the configuration does not exist'],
    ['7', 'refused', 'the thing asked for does not exist'],
    ['8', 'refused', 'there is more than one of what was named'],
    ['9', 'refused', 'this is an internal error'],
    ['10', 'refused', 'something else on the device still uses it'],
    ['11', 'refused', 'this is an internal error'],
    ['12', 'refused', 'a name or value in the command is not valid'],
    ['13', 'refused', 'the device tried and could not do it'],
    ['14', 'refused', 'the device cannot do this in its present state'],
    ['15', 'refused', 'the device denies it'],
    ['16', 'no-right', "the administrator's role lacks the right"],
    ['17', 'refused', 'the command is not valid'],
    ['18', 'refused', 'the command is malformed XML'],
    ['21', 'refused', 'this is an internal error'],
    ['22', 'wrong-key', 'the session has timed out'],
  ])('%s with HTTP 200 is told apart, in one sentence, and kept as evidence', async (code, why, means) => {
    const text = apiError(code, 'Said the firewall.');
    await using server = await startServer(body(text));
    await using lab = startLab([deviceAt(server)]);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe(why);
    expect(failure.says).toContain(` refused (code ${code}): ${means}`);
    expect(failure.says).toMatch(/, "Said the firewall"\.$/);
    expect(failure.todo).toMatch(/^[A-Z].*\.$/);
    expect(failure.reply).toMatchObject({ device: 'PA-A', command: INFO, cli: 'show system info', text });
  });

  it.each(['19', '20'])('%s is none', async (code) => {
    await using server = await startServer(
      body(`<response status="success" code="${code}"><msg>done</msg></response>`),
    );
    await using lab = startLab([deviceAt(server)]);

    expect((await lab.ask(INFO)).ok).toBe(true);
  });

  it.each([
    ['<response status="error"><msg><line>odd</line></msg></response>', 'refused', ' refused, "odd".'],
    ['<response status="error" code="99"><result/></response>', 'refused', ' refused (code 99).'],
    ['<response status="noauth"><result/></response>', 'wrong-key', ' refused: it does not accept who asks.'],
    [
      '<response status="unauth" code="16"><msg><line>Unauthorized request</line></msg></response>',
      'no-right',
      'lacks the right',
    ],
    [apiError('13', '007200009999 not connected'), 'unreachable', 'not connected'],
  ])('may be missing or not known: %s', async (text, why, says) => {
    await using server = await startServer(body(text));
    await using lab = startLab([deviceAt(server)]);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe(why);
    expect(failure.says).toContain(says);
  });
});

describe('a reply that is none', () => {
  it.each<[string, Script, DeviceFailure['why'], string, boolean]>([
    ['HTTP 403 without words', body('', 403), 'wrong-key', '(code 403)', false],
    ['HTTP 401', body('<html></html>', 401), 'wrong-key', '(code 403)', false],
    ['HTTP 403 with code 16', body(apiError('16', 'No'), 403), 'no-right', '(code 16)', true],
    ['HTTP 400 of the API', body(apiError('400', 'Missing type'), 400), 'refused', '(code 400)', true],
    ['HTTP 404', body('<html></html>', 404), 'garbled', 'HTTP 404', false],
    ['a redirect', (_, r) => r.writeHead(302, { location: 'https://192.0.2.1/' }).end(), 'garbled', 'HTTP 302', false],
    ['HTTP 429', body('', 429), 'busy', '(HTTP 429)', false],
    ['HTTP 500', body('<html></html>', 500), 'busy', '(HTTP 500)', false],
    ['HTTP 503 of the API', body(apiError('14', 'Busy'), 503), 'busy', '(HTTP 503)', true],
    ['an empty body', body(''), 'garbled', 'it was empty', false],
    ['a login page', body('<html><body>Log in</body></html>'), 'garbled', 'it was no reply of the XML API', false],
    ['a cut reply', body('<response status="success"><result><a>'), 'garbled', 'it ended too early', true],
    ['malformed XML', body('<response status="success"><a></b></response>'), 'garbled', 'malformed', true],
  ])('%s is told apart', async (_, script, why, says, kept) => {
    await using server = await startServer(script);
    await using lab = startLab([deviceAt(server)]);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe(why);
    expect(failure.says).toContain(says);
    expect(failure.reply !== null).toBe(kept);
  });

  it('is told apart when it is not even HTTP', async () => {
    await using server = await startServer((_, response) => {
      response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n');
    });
    await using lab = startLab([deviceAt(server)]);

    expect(failureIn(await lab.ask(INFO)).says).toContain('did not answer in HTTP');
  });
});

describe('a management address where nobody answers', () => {
  it('is unreachable', async () => {
    const gone = await startServer(body(''));
    await gone[Symbol.asyncDispose]();
    await using lab = startLab([deviceAt(gone)]);

    const failure = failureIn(await lab.ask(CLEAR));

    expect(failure).toMatchObject({ why: 'unreachable', reply: null });
    expect(failure.says).toBe(`PA-A (127.0.0.1:${gone.port}) cannot be reached: nothing listens on that port.`);
  });

  it('is unreachable when it never finishes the handshake', async () => {
    const silent = createTcpServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const identity = authority.issue({ hosts: [], ips: ['127.0.0.1'] });
    await using lab = startLab([deviceAt({ port, identity })], { connect: 40 });

    const failure = failureIn(await lab.ask(INFO));
    silent.close();

    expect(failure.why).toBe('unreachable');
    expect(failure.says).toContain('no connection within 40 ms');
  });
});

/** A server that prints back all it was sent, and one way to each failure with it. */
const ECHO: Script = (seen, response) =>
  xml(
    response,
    apiError('13', `${seen.key} ${[...seen.form.values()].join(' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}`),
  );

interface Way {
  readonly script: Script;
  readonly timings?: Partial<Timings>;
  readonly trust?: 'other';
  readonly secret?: 'missing';
  ask?(lab: Lab): ReturnType<Lab['ask']>;
}

const WAYS: Readonly<Record<DeviceFailure['why'], Way>> = {
  cancelled: { script: ECHO, ask: (lab) => lab.ask(INFO, 'PA-A', AbortSignal.abort()) },
  'not-valid': { script: ECHO, ask: (lab) => lab.ask({ kind: 'session-id', id: -1 }) },
  unreachable: { script: body(apiError('13', '0072 not connected')) },
  timeout: { script: () => undefined, timings: { headers: 30 } },
  reset: { script: (_, response) => response.destroy() },
  'wrong-certificate': { script: ECHO, trust: 'other' },
  'no-secret': { script: ECHO, secret: 'missing' },
  'wrong-key': { script: body(INVALID_KEY, 403) },
  'no-right': { script: body(apiError('16', 'Unauthorized request')) },
  refused: { script: ECHO },
  busy: { script: body('', 503) },
  'too-large': { script: body(success('x'.repeat(8_000_001))) },
  garbled: { script: body('<html></html>') },
  'circuit-open': {
    script: (_, response) => response.destroy(),
    timings: { breakerFailures: 1 },
    ask: async (lab) => {
      await lab.ask(SESSIONS);
      return lab.ask(INFO);
    },
  },
};

async function goneWrong(way: Way, credential: 'key' | 'login') {
  await using server = await startServer((seen, response, nth) => {
    const makesKey = credential === 'login' && seen.form.get('type') === 'keygen' && way !== WAYS['wrong-key'];
    if (makesKey) xml(response, success(`<key>${SECRETS.KEY}</key>`));
    else way.script(seen, response, nth);
  });
  const trust = {
    kind: 'fingerprint',
    sha256: way.trust === 'other' ? authority.sha256 : server.identity.sha256,
  } as const;
  const device = deviceAt(server, {}, credential === 'login' ? { trust, credential: LOGIN } : { trust });
  const missing = { secrets: async () => fail({ code: 'no-secret', message: 'The secret FW_KEY is not there.' }) };
  await using lab = startLab([device], way.timings, way.secret === 'missing' ? missing : {});
  const failure = failureIn(await (way.ask ?? ((one: Lab) => one.ask(INFO)))(lab));
  return { failure, lines: lab.lines };
}

describe.each(DEVICE_FAILURES)('the failure %s', (why) => {
  it.each(['key', 'login'] as const)('is told in sentences that hold no secret, with a %s', async (credential) => {
    const { failure, lines } = await goneWrong(WAYS[why], credential);

    expect(failure.why).toBe(why);
    expect(failure.says).toMatch(/^[A-Z].*\.$/);
    expect(failure.todo).toMatch(/^[A-Z].*\.$/);
    const texts = [JSON.stringify(failure), ...lines].join('\n');
    for (const secret of Object.values(SECRETS)) {
      expect(texts).not.toContain(secret);
      expect(texts).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(texts).not.toMatch(/https?:\/\/|[?&](?:key|user|password)=/);
  });
});

describe('what a firewall prints back of what it was sent', () => {
  it('is taken out of the words and of the kept reply', async () => {
    const { failure } = await goneWrong(WAYS.refused, 'key');

    expect(failure.says).toContain('"[redacted] op <show>');
    expect(failure.reply?.text).toContain('<line>[redacted] op ');
  });

  it('is taken out of an answer as well', async () => {
    await using server = await startServer((seen, response) => xml(response, success(`<a>${seen.key}</a>`)));
    await using lab = startLab([deviceAt(server)]);

    expect(await lab.ask(INFO)).toMatchObject({ ok: true, value: { text: success('<a>[redacted]</a>') } });
  });

  it('is not even looked at when a login is refused', async () => {
    await using server = await startServer(ECHO);
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })]);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe('refused');
    expect(JSON.stringify(failure)).not.toContain('lantern');
  });
});
