import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFleet } from '../../src/access/fleet-file/index.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import type { WarRoom } from '../../src/warroom/war-room.ts';
import { type Bench, readable, startBench } from './bench.ts';

let bench: Bench;
let plain: Bench;
beforeAll(async () => {
  bench = await startBench('socket', (room) => ({ fleet: fleetFor(room) }));
  plain = await startBench();
});
afterAll(async () => {
  await bench?.close();
  await plain?.close();
});

/** Priya and Tomas own the edge, by a user group; #noc may look at it; Ana approves on dc; Jo and one who left have nothing. */
function fleetFor({ control }: WarRoom): Fleet {
  const read = readFleet(
    [
      'devices:',
      '  - {name: FW-A, group: edge, address: 192.0.2.1, secret: {env: K}}',
      '  - {name: FW-D, group: dc, address: 192.0.2.2, secret: {env: K}}',
      'access:',
      '  - {role: operator, usergroups: [S0FWOWNER1, S0GONE0001], groups: [edge]}',
      `  - {role: viewer, channels: [${control.channel('noc').id}], groups: [edge]}`,
      '  - {role: approver, users: [U0ANARUIZ1], groups: [dc], risks: [observe]}',
    ].join('\n'),
    'roundtrip.yml',
  );
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

async function access(user: string, channel: string, at: Bench = bench): Promise<string> {
  const { control } = at.room;
  const before = control.ephemerals(user).length;
  await control.command({ user, channel, command: '/triage', text: 'access' });
  await at.settle();
  return control.ephemerals(user).slice(before).map(readable).join('\n');
}

describe('/triage access', () => {
  it('tells what a person may have by a user group, and by which line', async () => {
    const told = await access('priya', 'incident-edge');

    expect(told).toMatch(/edge\s+: FW-A/);
    expect(told).toMatch(/You may +ask for read, observe and change +\(as operator, line 5 of the fleet file\)/);
    expect(told).toContain('No rule lets you approve observe or change. Have the keeper');
    expect(told).toMatch(/dc\s+: FW-D\s+No rule lets you ask for read, observe or change\./);
  });

  it('tells what a channel gives, and only in that channel', async () => {
    expect(await access('jo', 'noc')).toContain('as viewer, line 6');
    expect(await access('jo', 'incident-edge')).not.toContain('You may');
  });

  it('tells an approver what to approve', async () => {
    const told = await access('ana', 'incident-edge');

    expect(told).toMatch(/You may +ask for read +\(as approver, line 7 of the fleet file\)/);
    expect(told).toMatch(/You may +approve observe +\(as approver, line 7/);
    expect(told).toContain('No rule lets you approve change.');
  });

  it('answers the asking person only', async () => {
    const before = bench.room.control.messages('noc').length;

    await access('jo', 'noc');

    expect(bench.room.control.messages('noc')).toHaveLength(before);
  });

  it('looks at the user groups of the file anew each time', async () => {
    const { control } = bench.room;
    control.faults.inject('usergroups.users.list', { kind: 'error', error: 'no_such_subteam' });

    expect(await access('tomas', 'incident-edge')).not.toContain('You may');
    expect(await access('tomas', 'incident-edge')).toContain('as operator, line 5');
  });

  it('gives nothing to a guest, to somebody of another organisation, and in a shared channel', async () => {
    const { control } = bench.room;
    control.addPerson({ name: 'gus', isGuest: true });
    control.addPerson({ name: 'otto', team: 'T0ELSEWHERE' });

    expect(await access('gus', 'noc')).toContain('Guests get nothing from firewalls.');
    expect(await access('otto', 'noc')).toContain('do not belong to this workspace');
    control.addChannel({ name: 'with-partners', isShared: true });
    expect(await access('priya', 'with-partners')).toContain('shared with another organisation');
  });

  it.each([
    ['users.info', 'internal_error', 'tell the person who runs the bot'],
    ['users.info', 'missing_scope', 'install it again from its manifest'],
    ['usergroups.users.list', 'missing_scope', 'install it again from its manifest'],
    ['conversations.info', 'channel_not_found', 'Invite the bot'],
  ])('gives nothing when Slack does not answer %s (%s), and says so', async (method, error, todo) => {
    bench.room.control.faults.inject(method, { kind: 'error', error });

    const told = await access('priya', 'incident-edge');

    expect(told).toContain(`(${error}), so nothing was asked of a firewall`);
    expect(told).toContain(todo);
    expect(told).not.toContain('You may');
  });

  it('says when Slack asks to wait', async () => {
    bench.room.control.faults.inject('users.info', { kind: '429', retryAfter: 30 });

    expect(await access('priya', 'noc')).toContain('try again in a minute');
  });

  it('without a fleet file says that there is none and how to make one', async () => {
    const told = await access('ana', 'noc', plain);

    expect(told).toContain('There is no fleet file');
    expect(told).toContain('docs/roundtrip.example.yml');
    expect(told).toContain('roundtrip config check');
  });

  it('said in a thread points to the command; as the beginning of a sentence it opens a case', async () => {
    const { control } = bench.room;
    control.addChannel({ name: 'words' });
    const { ts } = control.say({ user: 'ana', channel: 'words', text: '@Roundtrip access to the shop fails' });
    await bench.settle();
    control.say({ user: 'ana', channel: 'words', threadTs: ts, text: '@Roundtrip access' });
    await bench.settle();

    const told = control.messages('words', ts).map(readable);
    expect(told.join('\n')).toContain('RT-');
    expect(told.at(-1)).toContain('Type /triage access in this channel.');
  });
});
