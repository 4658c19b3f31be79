import { describe, expect, it } from 'vitest';
import { openDevice } from '../support/open-device.ts';
import { CLEAR_SESSION, PCAP, plainBrain, SHOW_INFO } from '../support/plain-brain.ts';

describe('operational commands', () => {
  it('reach the firewall with their vsys, and its answer comes in the envelope', async () => {
    const { brain, client } = await openDevice();
    const reply = await client.call({ type: 'op', cmd: SHOW_INFO, vsys: 'vsys2' });
    expect(reply.text).toBe('<response status="success"><result><hostname>fw-a</hostname></result></response>');
    expect(reply.type).toBe('application/xml; charset=UTF-8');
    expect(brain.heard).toEqual([`op vsys2 ${SHOW_INFO}`]);
  });

  it('may be sent with GET too, with or without the slash', async () => {
    const { device, client } = await openDevice();
    const key = encodeURIComponent(device.keys.keyFor('reader'));
    const reply = await client.raw(`/api?type=op&key=${key}&cmd=${encodeURIComponent(SHOW_INFO)}`);
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('<hostname>fw-a</hostname>');
  });

  it.each([
    ['17', ' info is unexpected ', '<msg><line><![CDATA[ info is unexpected ]]></line></msg>'],
    ['7', '', '<result/>'],
    ['13', 'a < b', '<msg><line>a &lt; b</line></msg>'],
    ['403', 'No', '<result><msg>No</msg></result>'],
  ])('that fail with code %s say so with HTTP 200', async (code, message, inside) => {
    const { client } = await openDevice({ brain: plainBrain({ answer: { kind: 'error', code, message } }) });
    const reply = await client.op(SHOW_INFO);
    expect(reply.status).toBe(200);
    expect(reply.text).toBe(`<response status="error" code="${code}">${inside}</response>`);
  });

  it('whose reply has an envelope of its own come as they are', async () => {
    const xml = '<response status="success" code="19"><msg>As it is</msg></response>';
    const { client } = await openDevice({ brain: plainBrain({ answer: { kind: 'raw', xml } }) });
    expect((await client.op(SHOW_INFO)).text).toBe(xml);
  });

  it('are wanted: a call without one, or without a type, is a bad request', async () => {
    const { client } = await openDevice({}, 'admin');
    const replies = [await client.call({ type: 'op' }), await client.call({})];
    expect(replies.map(({ status }) => status)).toEqual([400, 400]);
    expect(replies[0]?.text).toContain('Missing value for parameter &quot;cmd&quot;.');
  });

  it('that trip the firewall up are answered with an internal error, and the next is answered well', async () => {
    const plain = plainBrain();
    const brain = {
      ...plain,
      op: (xml: string) => {
        if (xml === '<boom/>') throw new Error('boom');
        return plain.op(xml, null);
      },
    };
    const { client } = await openDevice({ brain }, 'admin');
    expect((await client.op('<boom/>')).text).toContain('status="error" code="2"');
    expect((await client.op(SHOW_INFO)).text).toContain('<hostname>fw-a</hostname>');
  });
});

describe('log queries', () => {
  const query = { type: 'log', 'log-type': 'traffic', query: '( addr.src in 192.0.2.7 )', nlogs: '5' };

  it('run as a job that is found at work before it is finished', async () => {
    const { brain, client } = await openDevice({ busyFor: 2 });
    const queued = await client.call(query);
    expect(queued.text).toContain('<job>1</job>');
    const look = () => client.call({ type: 'log', action: 'get', 'job-id': '1' });
    const looks = [await look(), await look(), await look()].map(({ text }) => text);
    expect(looks.map((text) => /<status>(\w+)<\/status>/.exec(text)?.[1])).toEqual(['ACT', 'ACT', 'FIN']);
    expect(looks[0]).toContain('<logs count="0" progress="0"/>');
    expect(looks[2]).toContain('<logs count="1" progress="100"><entry logid="1"><app>ssl</app></entry></logs>');
    expect(brain.heard).toEqual(['log traffic ( addr.src in 192.0.2.7 ) 5']);
  });

  it('that the firewall refuses make no job', async () => {
    const entries = { kind: 'error', code: '17', message: 'Invalid query' } as const;
    const { client } = await openDevice({ brain: plainBrain({ entries }) });
    expect((await client.call(query)).text).toContain('code="17"');
    expect((await client.call({ type: 'log', action: 'get', 'job-id': '1' })).text).toContain('job 1 not found');
  });

  it('are forgotten when they are finished with', async () => {
    const { client } = await openDevice();
    await client.call(query);
    await client.call({ type: 'log', action: 'finish', 'job-id': '1' });
    expect((await client.call({ type: 'log', action: 'get', 'job-id': '1' })).text).toContain('code="7"');
  });

  it('are held to the vendor’s limit of entries', async () => {
    const { brain, client } = await openDevice();
    expect((await client.call({ ...query, nlogs: '5001' })).text).toContain('code="400"');
    await client.call({ type: 'log', 'log-type': 'traffic' });
    expect(brain.heard).toEqual(['log traffic  20']);
  });
});

describe('captures', () => {
  it('are listed, and come as the bytes they are', async () => {
    const { client } = await openDevice();
    const list = await client.call({ type: 'export', category: 'filters-pcap' });
    expect(list.text).toContain('<dir-listing><file>/rx-1</file></dir-listing>');
    const file = await client.call({ type: 'export', category: 'filters-pcap', from: 'rx-1' });
    expect(file.type).toBe('application/octet-stream');
    expect(file.bytes).toEqual(PCAP);
  });

  it('that are not there are an error in XML, with HTTP 200', async () => {
    const { client } = await openDevice();
    const reply = await client.call({ type: 'export', category: 'filters-pcap', from: '../secret' });
    expect([reply.status, reply.type]).toEqual([200, 'application/xml; charset=UTF-8']);
    expect(reply.text).toContain('status="error" code="7"');
  });
});

it('says its version and model', async () => {
  const { client } = await openDevice();
  expect((await client.call({ type: 'version' })).text).toContain('<sw-version>11.1.4</sw-version>');
});

it('says of a type it does not play that it does not, and of other pages that there are none', async () => {
  const { client } = await openDevice({}, 'admin');
  expect((await client.call({ type: 'commit' })).text).toContain('Type [commit] is not simulated');
  expect((await client.raw('/php/login.php')).status).toBe(404);
});

it('takes no request longer than a megabyte, and is there for the next', async () => {
  const { brain, client } = await openDevice({}, 'admin');
  const refusal = await client.failure({ type: 'op', cmd: 'x'.repeat(1_100_000) });
  expect(['answered 413', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']).toContain(refusal);
  expect(brain.heard).toEqual([]);
  expect((await client.op(SHOW_INFO)).status).toBe(200);
});

it('remembers what was asked and by whom, and no secret', async () => {
  const { device, client } = await openDevice();
  const key = device.keys.keyFor('reader');
  await client.call({ type: 'keygen', user: 'admin', password: 'all-of-it-8' }, null);
  await client.op(CLEAR_SESSION);
  await client.call({ type: 'op', cmd: SHOW_INFO, vsys: 'vsys2', key }, null);
  expect(device.requests()).toMatchObject([
    { type: 'keygen', command: '', user: 'admin', keyPlace: 'none', done: false, status: 200 },
    { type: 'op', command: CLEAR_SESSION, user: 'reader', keyPlace: 'header', done: false, status: 200 },
    { type: 'op', command: SHOW_INFO, user: 'reader', keyPlace: 'body', vsys: 'vsys2', done: true, fault: null },
  ]);
  const written = JSON.stringify(device.requests());
  for (const secret of [key, 'all-of-it-8', 'read-me-7']) expect(written).not.toContain(secret);
});
