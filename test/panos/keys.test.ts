import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../src/model/result.ts';
import { handClock } from './support/clocks.ts';
import { deviceAt, FIXED_KEY, failureIn, INFO, LOGIN, SECRETS, SESSIONS, startLab, valueIn } from './support/lab.ts';
import { apiError, INVALID_KEY, type Script, startServer, success, xml } from './support/scripted-server.ts';

const DONE = success('<done/>');

/** Makes `key-1`, `key-2`, … and takes only those that `accepts` names. */
function keyMaker(accepts: (key: string | null) => boolean): Script {
  let made = 0;
  return (seen, response) => {
    if (seen.form.get('type') === 'keygen') {
      made += 1;
      xml(response, success(`<key>key-${made}</key>`));
    } else if (accepts(seen.key)) {
      xml(response, DONE);
    } else {
      xml(response, INVALID_KEY, 403);
    }
  };
}

const types = (seen: readonly { readonly form: URLSearchParams }[]) => seen.map(({ form }) => form.get('type'));

describe('a login', () => {
  it('makes a key in the body of a POST, which then serves every call', async () => {
    await using server = await startServer(keyMaker((key) => key === 'key-1'));
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })]);

    valueIn(await lab.ask(INFO));
    valueIn(await lab.ask(SESSIONS));

    expect(types(server.seen)).toEqual(['keygen', 'op', 'op']);
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/api/', key: null });
    expect(server.seen[0]?.form.get('user')).toBe(SECRETS.USER);
    expect(server.seen[0]?.form.get('password')).toBe(SECRETS.PASSWORD);
  });

  it('makes one new key for all calls that meet a refusal at once, and repeats each of them once', async () => {
    let valid = 'key-1';
    await using server = await startServer(keyMaker((key) => key === valid));
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })]);
    await lab.ask(INFO);
    valid = 'key-2';

    const replies = await Promise.all([lab.ask(INFO), lab.ask(SESSIONS), lab.ask(INFO), lab.ask(SESSIONS)]);

    expect(replies.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(types(server.seen).filter((type) => type === 'keygen')).toHaveLength(2);
    expect(types(server.seen)).toHaveLength(2 + 1 + 4 + 4);
  });

  it('makes a new key when the API says that the session has timed out', async () => {
    await using server = await startServer((seen, response, nth) => {
      if (seen.form.get('type') === 'keygen') xml(response, success(`<key>key-${nth}</key>`));
      else xml(response, seen.key === 'key-1' ? apiError('22', 'Session timed out') : DONE);
    });
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })]);

    expect(valueIn(await lab.ask(INFO)).text).toBe(DONE);
    expect(types(server.seen)).toEqual(['keygen', 'op', 'keygen', 'op']);
  });

  it('lacks the right when even a key just made is refused', async () => {
    await using server = await startServer(keyMaker(() => false));
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })]);

    expect(failureIn(await lab.ask(INFO)).why).toBe('no-right');
    expect(types(server.seen)).toEqual(['keygen', 'op', 'keygen', 'op']);
  });

  it('that is refused is not tried again for a while, so that nobody is locked out', async () => {
    const clock = handClock();
    await using server = await startServer((_, response) => xml(response, INVALID_KEY, 403));
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })], { loginPause: 60_000 }, { clock });

    const failures = [await lab.ask(INFO), await lab.ask(INFO)].map(failureIn);
    const before = server.seen.length;
    clock.advance(60_000);
    await lab.ask(INFO);

    expect(failures.map(({ why }) => why)).toEqual(['wrong-key', 'wrong-key']);
    expect(failures[0]?.says).toMatch(
      /^The device at \S+ refused the login of the fleet file \(code 403\): user name, password or role is wrong\.$/,
    );
    expect([before, server.seen.length]).toEqual([1, 2]);
  });

  it('whose answer holds no key is of no use', async () => {
    await using server = await startServer((_, response) => xml(response, DONE));
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })]);

    expect(failureIn(await lab.ask(INFO)).says).toContain('answered the request for an API key without one');
  });

  it('that somebody gave up on still serves the others', async () => {
    const cancel = new AbortController();
    let answer: () => void = () => undefined;
    await using server = await startServer((seen, response) => {
      if (seen.form.get('type') === 'keygen') answer = () => xml(response, success('<key>key-1</key>'));
      else xml(response, DONE);
    });
    await using lab = startLab([deviceAt(server, {}, { credential: LOGIN })]);

    const first = lab.ask(INFO, 'PA-A', cancel.signal);
    const second = lab.ask(SESSIONS);
    await server.requests(1);
    cancel.abort();
    expect(failureIn(await first).why).toBe('cancelled');
    answer();

    expect(valueIn(await second).text).toBe(DONE);
  });
});

describe('a fixed key', () => {
  it('is read anew when it is refused, since somebody may have changed it', async () => {
    const keys = ['old-key', 'new-key'];
    await using server = await startServer(keyMaker((key) => key === 'new-key'));
    await using lab = startLab([deviceAt(server)], {}, { secrets: async () => ok(keys.shift() ?? 'gone') });

    expect(valueIn(await lab.ask(INFO)).text).toBe(DONE);
    expect(server.seen.map(({ key }) => key)).toEqual(['old-key', 'new-key']);
  });

  it('that reads the same as before is wrong, and not sent again', async () => {
    await using server = await startServer(keyMaker(() => false));
    await using lab = startLab([deviceAt(server, {}, { credential: FIXED_KEY })]);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe('wrong-key');
    expect(failure.reply?.text).toBe(INVALID_KEY);
    expect(server.seen).toHaveLength(1);
  });

  it('that is not where it should be keeps everything from being sent', async () => {
    await using server = await startServer(keyMaker(() => true));
    const gone = fail({ code: 'no-secret', message: 'The file /run/secrets/fw is not there.', todo: 'Put it there.' });
    await using lab = startLab([deviceAt(server)], {}, { secrets: async () => gone });

    const failure = failureIn(await lab.ask(INFO));

    expect(failure).toMatchObject({ why: 'no-secret', says: gone.error.message, todo: gone.error.todo });
    expect(server.seen).toHaveLength(0);
  });
});
