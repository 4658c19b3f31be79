import { App, LogLevel } from '@slack/bolt';
import { expect, onTestFinished, test } from 'vitest';
import { openWarRoom } from './support/start.ts';

test('an app on Slack’s own SDK connects, answers a mention, uploads a file and takes a form', async () => {
  const room = await openWarRoom();
  const { control, botToken: token, appToken, apiUrl } = room;
  const clientOptions = { slackApiUrl: apiUrl };
  const app = new App({ token, appToken, socketMode: true, clientOptions, logLevel: LogLevel.ERROR });
  onTestFinished(async () => {
    await app.stop();
  });
  app.event('app_mention', async ({ event, say, client }) => {
    await say({ text: `hello <@${event.user}>`, thread_ts: event.ts });
    await client.filesUploadV2({ channel_id: event.channel, thread_ts: event.ts, filename: 'a.txt', content: 'one' });
  });
  app.command('/echo', async ({ ack, body, client }) => {
    await ack();
    const element = { type: 'plain_text_input', action_id: 'words' } as const;
    const label = { type: 'plain_text', text: 'Words' } as const;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: { type: 'plain_text', text: 'Echo' },
        submit: { type: 'plain_text', text: 'Go' },
        blocks: [{ type: 'input', block_id: 'b', label, element }],
      },
    });
  });
  app.view('form', async ({ ack, view, client, body }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: view.state.values.b?.words?.value ?? '' });
  });
  await app.start();
  await control.until(() =>
    control.journal().some((one) => one.kind === 'api' && one.method === 'apps.connections.open'),
  );

  const { ts } = control.say({ user: 'ana', channel: 'incident-edge', text: '@Echo look' });
  const thread = await control.until(() => {
    const all = control.messages('incident-edge', ts);
    return all.length === 3 && all;
  });
  await control.command({ user: 'ana', channel: 'noc', command: '/echo', text: '' });
  await control.until(() => control.views('ana').length === 1);
  await control.submitView({ user: 'ana', values: { words: 'a & b' } });
  const direct = control.directMessage('ana').id;
  const [answer] = await control.until(() => control.messages(direct).length > 0 && control.messages(direct));

  expect(thread[1]).toMatchObject({ text: 'hello <@U0ANARUIZ1>' });
  expect(thread[2]).toMatchObject({ subtype: 'file_share', files: [{ name: 'a.txt', size: 3 }] });
  expect(answer).toMatchObject({ text: 'a &amp; b', bot_id: 'B0WARROOM1' });
});
