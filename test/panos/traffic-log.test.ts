import { describe, expect, it } from 'vitest';
import type { PanosCommand } from '../../src/model/panos-command.ts';
import { deviceAt, failureIn, startLab, valueIn } from './support/lab.ts';
import { apiError, type Script, startServer, success, xml } from './support/scripted-server.ts';

const LOG = {
  kind: 'traffic-log',
  source: '192.0.2.10',
  destination: '198.51.100.20',
  count: 40,
} as const satisfies PanosCommand;
const ENQUEUED =
  '<response status="success" code="19"><result><msg><line>query job enqueued with jobid 23</line></msg><job>23</job></result></response>';
/** An entry of the log may say FIN as well, which tells nothing of the job. */
const ACT = success(
  '<job><status>ACT</status><id>23</id></job><log><logs count="1" progress="50"><entry><status>FIN</status></entry></logs></log>',
);
const FIN = success(
  '<job><status>FIN</status><id>23</id></job><log><logs count="1" progress="100"><entry logid="1"><src>192.0.2.10</src></entry></logs></log>',
);

function job(looks: readonly string[]): Script {
  return (seen, response, nth) => xml(response, seen.form.get('action') === 'get' ? (looks[nth - 2] ?? ACT) : ENQUEUED);
}

describe('the traffic log', () => {
  it('is searched in a job that is looked at until it is finished', async () => {
    await using server = await startServer(job([ACT, ACT, FIN]));
    await using lab = startLab([deviceAt(server, { target: '007200009999', vsys: 'vsys2' })]);

    const reply = valueIn(await lab.ask(LOG));

    expect(reply.text).toBe(FIN);
    expect(reply.cli).toContain('show log traffic');
    expect(server.seen.map(({ form }) => Object.fromEntries(form))).toEqual([
      {
        type: 'log',
        'log-type': 'traffic',
        query: '( addr.src in 192.0.2.10 ) and ( addr.dst in 198.51.100.20 )',
        nlogs: '40',
        dir: 'backward',
        target: '007200009999',
      },
      ...Array.from({ length: 3 }, () => ({ type: 'log', action: 'get', 'job-id': '23', target: '007200009999' })),
    ]);
  });

  it('is given up when the job never ends', async () => {
    await using server = await startServer(job([]));
    await using lab = startLab([deviceAt(server)], { jobLooks: 4 });

    expect(failureIn(await lab.ask(LOG)).why).toBe('timeout');
    expect(server.seen).toHaveLength(1 + 4);
  });

  it('is asked for again when a look at the job fails in passing', async () => {
    await using server = await startServer((seen, response, nth) =>
      nth === 2 ? response.destroy() : job([ACT, FIN])(seen, response, nth - 1),
    );
    await using lab = startLab([deviceAt(server)], { retries: 1 });

    expect(valueIn(await lab.ask(LOG)).text).toBe(FIN);
  });

  it('can be cancelled between two looks', async () => {
    const cancel = new AbortController();
    await using server = await startServer(job([]));
    await using lab = startLab([deviceAt(server)], { jobPause: 3_600_000 });

    const asked = lab.ask(LOG, 'PA-A', cancel.signal);
    await server.requests(2);
    cancel.abort();

    expect(failureIn(await asked).why).toBe('cancelled');
  });

  it.each([
    ['names no job', success('<msg>ok</msg>'), 'garbled'],
    ['is refused', apiError('16', 'Unauthorized request'), 'no-right'],
  ])('is not waited for when the query %s', async (_, body, why) => {
    await using server = await startServer((_seen, response) => xml(response, body));
    await using lab = startLab([deviceAt(server)]);

    expect(failureIn(await lab.ask(LOG)).why).toBe(why);
    expect(server.seen).toHaveLength(1);
  });
});
