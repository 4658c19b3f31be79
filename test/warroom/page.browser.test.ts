import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import type { WarRoom } from '../../src/warroom/war-room.ts';
import { connectApp, type SocketApp } from './support/socket-app.ts';
import { button, call, mrkdwn, openWarRoom, plain, section } from './support/start.ts';

const CHANNEL = 'incident-edge';
const PASTE = 'Session            4711\n\tsource:   192.0.2.1 <trust>\n\tdst:      198.51.100.7 & more';

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser.close();
});

/** The page in a browser of its own. What the page reports as an error fails the test. */
async function open(room: WarRoom, path = '/'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => request.url().startsWith(room.url) || errors.push(`asked ${request.url()}`));
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(`${room.url}${path}`);
  await page.getByTestId('composer').waitFor();
  return page;
}

async function openWithApp(): Promise<{ room: WarRoom; app: SocketApp; page: Page }> {
  const room = await openWarRoom();
  const app = await connectApp(room);
  app.ackAll();
  return { room, app, page: await open(room) };
}

test('a paste sent as code appears with every space, and as text only', async () => {
  const { room, page } = await openWithApp();
  await page.getByRole('button', { name: 'Send as a code block' }).click();
  await page.getByTestId('composer').fill(PASTE);

  await page.getByTestId('send').click();

  const [message] = await room.control.until(() => {
    const all = room.control.messages(CHANNEL);
    return all.length > 0 && all;
  });
  const shown = page.getByTestId(`message-${message?.ts}`).locator('pre');
  await shown.waitFor();
  expect(await shown.textContent()).toBe(PASTE);
  expect(await page.getByTestId('composer').inputValue()).toBe('');
});

test('Enter sends and Shift with Enter begins a line', async () => {
  const { room, page } = await openWithApp();
  await page.getByTestId('composer').click();
  await page.keyboard.type('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');

  await page.keyboard.press('Enter');

  await page.locator('main [data-testid^="message-"]').filter({ hasText: 'two' }).waitFor();
  expect(room.control.messages(CHANNEL).map(({ text }) => text)).toEqual(['one\ntwo']);
});

test('markup from a bot is shown and never run', async () => {
  const { room, page } = await openWithApp();
  const evil = '<img src=x onerror="document.title=1"> [x](javascript:alert(1))';
  const blocks = [
    { type: 'header', text: plain(evil) },
    section(`*bold* <javascript:document.title=1|press> ${evil}`),
    { type: 'section', fields: [mrkdwn(evil), plain(evil)] },
    { type: 'context', elements: [mrkdwn(evil)] },
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: evil }] }] },
    { type: 'markdown', text: `**also** ${evil}` },
  ];

  const { body } = await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x', blocks });

  const message = page.getByTestId(`message-${body.ts}`);
  await message.locator('strong', { hasText: 'bold' }).waitFor();
  expect(await message.locator('img, script, [href^="javascript:"]').count()).toBe(0);
  expect(await message.locator('h3').textContent()).toBe(evil);
  expect(await message.locator('pre').textContent()).toBe(evil);
  expect(await page.title()).toBe('War room');
});

test('a button opens the app’s modal, which says what is wrong and closes when it is right', async () => {
  const { room, app, page } = await openWithApp();
  const blocks = [section('Evidence?'), { type: 'actions', elements: [button('add', 'Add evidence')] }];
  await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'Evidence?', blocks });
  const submitted: unknown[] = [];
  app.ackAll(({ payload }) => {
    if (payload.type === 'block_actions') {
      const element = { type: 'plain_text_input', multiline: true, action_id: 'output' };
      const input = { type: 'input', block_id: 'b', label: plain('Output'), element };
      const view = { type: 'modal', title: plain('Add evidence'), submit: plain('Analyse'), blocks: [input] };
      void call(room, 'views.open', { trigger_id: payload.trigger_id, view });
    }
    if (payload.type !== 'view_submission') return undefined;
    submitted.push(payload.view.state.values.b.output.value);
    return submitted.length > 1 ? undefined : { response_action: 'errors', errors: { b: 'That is no output.' } };
  });

  await page.getByRole('button', { name: 'Add evidence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add evidence' });
  await dialog.getByLabel('Output').fill('x');
  await page.getByTestId('modal-submit').click();
  await dialog.getByText('That is no output.').waitFor();
  await dialog.getByLabel('Output').fill(PASTE);
  await page.getByTestId('modal-submit').click();
  await dialog.waitFor({ state: 'detached' });

  expect(submitted).toEqual(['x', PASTE]);
});

test('a reply stays in its thread, and the channel counts it', async () => {
  const { room, page } = await openWithApp();
  const { ts } = room.control.say({ user: 'priya', channel: CHANNEL, text: 'parent' });

  await page.getByTestId(`message-${ts}`).hover();
  await page.getByTestId(`reply-${ts}`).click();
  await page.getByTestId('thread-composer').fill('from the thread');
  await page.getByTestId('thread-send').click();

  await page.getByRole('button', { name: /1 reply/ }).waitFor();
  expect(room.control.messages(CHANNEL, ts).map(({ text }) => text)).toEqual(['parent', 'from the thread']);
});

test('another person sees their own ephemerals and acts under their own name', async () => {
  const { room, page } = await openWithApp();
  const channel = room.control.channel(CHANNEL).id;
  await call(room, 'chat.postEphemeral', { channel, user: 'U0PRIYANA1', text: 'Two people have to approve.' });
  expect(await page.getByText('Two people have to approve.').count()).toBe(0);

  await page.getByTestId('as-user').selectOption({ label: 'Priya Nair' });
  await page.getByText('Two people have to approve.').waitFor();
  await page.getByTestId('composer').fill('Approved');
  await page.getByTestId('send').click();

  const said = await room.control.until(() => room.control.messages(CHANNEL)[0]);
  expect(said).toMatchObject({ user: 'U0PRIYANA1', text: 'Approved' });
});

test('boxes are ticked in a message, and the app hears which', async () => {
  const { room, app, page } = await openWithApp();
  const options = ['Capture both sides', 'Note the session'].map((label, index) => ({
    value: `${index}`,
    text: plain(label),
  }));
  const accessory = { type: 'checkboxes', action_id: 'tick', options };
  await call(room, 'chat.postMessage', { channel: CHANNEL, text: 'x', blocks: [{ ...section('Before'), accessory }] });

  await page.getByLabel('Note the session').check();

  for (;;) {
    const { type, payload } = await app.next();
    if (type !== 'interactive') continue;
    expect(payload.actions).toMatchObject([{ action_id: 'tick', selected_options: [{ value: '1' }] }]);
    break;
  }
  expect(await page.getByLabel('Note the session').isChecked()).toBe(true);
});

test('a file is attached, sent and shown with its first lines', async () => {
  const { room, page } = await openWithApp();
  const buffer = Buffer.from(`${PASTE}\n`.repeat(5));
  await page.getByTestId('composer-file').setInputFiles({ name: 'edge.txt', mimeType: 'text/plain', buffer });
  await page.getByText('edge.txt').waitFor();

  await page.getByTestId('send').click();

  await page.getByTestId('file-edge.txt').getByText('more lines').waitFor();
  expect(room.control.messages(CHANNEL)).toMatchObject([{ subtype: 'file_share', files: [{ name: 'edge.txt' }] }]);
});

test('a sample is played step by step, each paste in the thread the bot opened', async () => {
  const sample = {
    id: 'one',
    title: 'One incident',
    steps: [
      { kind: 'command', text: '/echo start' },
      { kind: 'paste', observer: '1-edge', text: PASTE },
    ],
  } as const;
  const room = await openWarRoom({ samples: [sample] });
  const app = await connectApp(room);
  app.ackAll(({ type }) => {
    if (type === 'slash_commands') void call(room, 'chat.postMessage', { channel: CHANNEL, text: 'A new case' });
    return undefined;
  });
  const page = await open(room);

  await page.getByTestId('sample-one-step-0').click();
  await page.getByTestId('thread-composer').waitFor();
  await page.getByTestId('sample-one-step-1').click();

  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.locator('pre').waitFor();
  expect(await thread.locator('pre').textContent()).toBe(PASTE);
});

test('a reader who has scrolled back stays there, and is told of what came', async () => {
  const { room, page } = await openWithApp();
  for (let line = 0; line < 40; line += 1) room.control.say({ user: 'priya', channel: CHANNEL, text: `line ${line}` });
  const list = page.getByRole('log', { name: 'Messages' });
  await page.getByText('line 39').waitFor();
  await list.hover();
  await page.mouse.wheel(0, -4000);
  await page.getByText('line 0', { exact: true }).waitFor();
  await page.waitForFunction(() => document.querySelector('.message-list')?.scrollTop === 0);

  room.control.say({ user: 'priya', channel: CHANNEL, text: 'the newest' });

  await page.getByRole('button', { name: 'New messages below' }).click();
  await page.waitForFunction(() => (document.querySelector('.message-list')?.scrollTop ?? 0) > 0);
  expect(await page.getByRole('button', { name: 'New messages below' }).count()).toBe(0);
});
