import { describe, expect, test } from 'vitest';
import { connectApp } from './support/socket-app.ts';
import { call, openWarRoom } from './support/start.ts';

describe('people who are not members, and channels that others read', () => {
  test('a guest is told by users.info, and is in the channels', async () => {
    const room = await openWarRoom();

    const { id } = room.control.addPerson({ name: 'gus', isGuest: true });

    const { body } = await call(room, 'users.info', { user: id });
    expect(body.user).toMatchObject({ id, is_restricted: true, is_bot: false, team_id: 'T0WARROOM1' });
    expect(room.control.channel('incident-edge').members.has(id)).toBe(true);
  });

  test('a person of another organisation is a stranger of another team', async () => {
    const room = await openWarRoom();

    const { id } = room.control.addPerson({ name: 'otto', team: 'T0ELSEWHERE' });

    const { body } = await call(room, 'users.info', { user: id });
    expect(body.user).toMatchObject({ is_stranger: true, team_id: 'T0ELSEWHERE', is_restricted: false });
    const { body: seeded } = await call(room, 'users.info', { user: 'U0ANARUIZ1' });
    expect(seeded.user.is_stranger).toBeUndefined();
  });

  test('a shared channel is told by conversations.info, and by every event from it', async () => {
    const room = await openWarRoom();
    const app = await connectApp(room);
    const { id } = room.control.addChannel({ name: 'with-partners', isShared: true });

    room.control.say({ user: 'ana', channel: 'with-partners', text: 'hello' });

    const envelope = await app.next();
    expect(envelope.payload).toMatchObject({ is_ext_shared_channel: true });
    const { body } = await call(room, 'conversations.info', { channel: id });
    expect(body.channel).toMatchObject({ is_shared: true, is_ext_shared: true, is_org_shared: false });
    const { body: own } = await call(room, 'conversations.info', { channel: room.control.channel('noc').id });
    expect(own.channel).toMatchObject({ is_shared: false, is_ext_shared: false });
  });
});
