import { expect, test } from 'vitest';
import type { LabView } from '../../src/warroom/lab.ts';
import type { PageEvent } from '../../src/warroom/page-state.ts';
import type { WarRoom } from '../../src/warroom/war-room.ts';
import { createHandLab } from './support/hand-lab.ts';
import { openWarRoom } from './support/start.ts';

const ANA = 'U0ANARUIZ1';

/** The lab as Ana's page is told of it, each time that anything changes. */
async function follow(room: WarRoom): Promise<() => Promise<LabView | null>> {
  const response = await fetch(`${room.url}/page/feed?as=${ANA}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) {
        text += (await reader?.read())?.value ?? '';
        continue;
      }
      const event: PageEvent = JSON.parse(text.slice('data: '.length, end));
      text = text.slice(end + 2);
      if (event.type !== 'messages') return event.state.lab;
    }
  };
}

async function play(room: WarRoom, breakageId: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ do: 'play-lab', as: ANA, breakageId });
  const response = await fetch(`${room.url}/page/act`, { method: 'POST', headers, body });
  return response.status === 200 ? await response.json() : response.status;
}

test('a war room without a lab shows none, and plays none', async () => {
  const room = await openWarRoom();
  const next = await follow(room);

  expect(await next()).toBeNull();
  expect(await play(room, 'add-isp')).toEqual({ ok: false, refusal: 'This war room has no lab.' });
});

test('a page is told how the lab stands, while a change is being played and after it', async () => {
  const lab = createHandLab();
  const room = await openWarRoom({ lab });
  const next = await follow(room);

  const before = await next();
  const played = play(room, 'add-isp');
  const meanwhile = await next();
  lab.finish();
  const after = await next();

  expect(before).toMatchObject({ title: 'Lab', says: 'All is well.', playing: null, happened: null });
  expect(before?.breakages.map(({ id }) => id)).toEqual(['add-isp', 'fix-it']);
  expect(meanwhile).toMatchObject({ says: 'All is well.', playing: 'add-isp' });
  expect(after).toMatchObject({
    says: 'Now with add-isp.',
    playing: null,
    happened: 'add-isp is done.',
    devices: [{ name: 'fw-a', says: 'active, 1 changes' }],
  });
  expect(await played).toEqual({ ok: true, result: { says: 'add-isp is done.' } });
});

test('one change is played at a time, whoever asks', async () => {
  const lab = createHandLab();
  const room = await openWarRoom({ lab });
  const first = room.control.playLab({ user: 'priya', breakageId: 'add-isp' });

  const second = await play(room, 'fix-it');
  lab.finish();
  await first;
  const third = room.control.playLab({ user: 'priya', breakageId: 'fix-it' });
  lab.finish();

  expect(second).toEqual({ ok: false, refusal: 'The lab is still busy with the change before this one.' });
  expect(await third).toBe('fix-it is done.');
  expect(lab.played).toEqual(['add-isp', 'fix-it']);
});

test('a change that is not there is refused, and one that fails leaves the lab ready for the next', async () => {
  const lab = createHandLab();
  const room = await openWarRoom({ lab });

  const unknown = await play(room, 'set-on-fire');
  const failed = room.control.playLab({ user: 'ana', breakageId: 'add-isp' });
  lab.finish(new Error('a bug of the lab'));
  await expect(failed).rejects.toThrow('a bug of the lab');
  const next = room.control.playLab({ user: 'ana', breakageId: 'fix-it' });
  lab.finish();

  expect(unknown).toEqual({ ok: false, refusal: 'The lab has nothing called set-on-fire to try.' });
  expect(await next).toBe('fix-it is done.');
});

test('what changes in the lab by itself reaches the page', async () => {
  const lab = createHandLab();
  const room = await openWarRoom({ lab });
  const next = await follow(room);
  await next();

  lab.drift('The old session is gone.');

  expect(await next()).toMatchObject({ says: 'The old session is gone.', playing: null });
});
