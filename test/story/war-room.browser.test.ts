import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Started, start } from './started.ts';

const SAMPLE = new URL('../../src/warroom/samples/split-by-a-second-firewall/', import.meta.url);
const PICTURES = fileURLToPath(new URL('../screenshots/out/', import.meta.url));
const ANSWER = 'Confirmed: Return traffic bypasses the firewall';

let product: Started;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  product = await start();
  browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser.close();
  expect(await product.stop()).toBe(0);
});

async function send(page: Page, where: 'composer' | 'thread-composer', text: string): Promise<void> {
  await page.getByTestId(where).fill(text);
  await page.getByTestId(where === 'composer' ? 'send' : 'thread-send').click();
}

/** The open thread. */
function thread(page: Page): Locator {
  return page.getByTestId('thread');
}

test('a newcomer types /triage, pastes what two firewalls print, and reads the diagnosis in the thread', async () => {
  const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
  await page.goto(product.url);
  await send(page, 'composer', '/triage 10.20.30.41 10.50.60.10:443');
  await thread(page).getByText('show session all filter source 10.20.30.41 destination 10.50.60.10').waitFor();

  for (const name of ['1-edge-session.txt', '2-edge-route-and-ha.txt', '3-branch.txt']) {
    await send(page, 'thread-composer', `\`\`\`\n${readFileSync(new URL(name, SAMPLE), 'utf8')}\n\`\`\``);
  }

  const card = page.locator('main [data-testid^="message-"]').filter({ hasText: 'RT-1' });
  await card.getByText(ANSWER).waitFor();
  const told = thread(page);
  const diagnosis = told.getByRole('heading', { name: ANSWER }).last();
  await told.getByRole('heading', { name: 'Before the change' }).waitFor();
  const picture = told.getByRole('img', { name: 'Requests pass FW-EDGE; replies come back by FW-BRANCH' });
  await picture.waitFor();
  expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(720);
  expect(await card.innerText()).toContain('Do not:');
  expect(await told.innerText()).toContain('1. One direction is missing here FW-EDGE and FW-BRANCH');
  expect(await told.innerText()).toContain('Restarting the sessions in the session browser.');
  expect(await told.innerText()).toMatch(/paste-3:\d+\n\s+flow_tcp_non_syn_drop/);
  expect(await told.innerText()).toContain('Leading cause: Return traffic bypasses the firewall');
  await diagnosis.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path: `${PICTURES}war-room.png` });

  await told.getByRole('button', { name: 'Passed' }).first().click();
  await told.getByText('Passed, says @Ana Ruiz').waitFor();
  await page.reload();
  await thread(page).getByText('Passed, says @Ana Ruiz').waitFor();
  await card.getByText('2 of 7').waitFor();

  await send(page, 'thread-composer', '@Roundtrip compare');
  await told.getByText('FW-BRANCH: this firewall has no session for the flow').last().waitFor();
  expect(await told.innerText()).toMatch(/Not asked for again: \d+, so they are not compared\./);
  await page.close();
});

test('on a phone the page has one column, and the menu leads to the samples', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(product.url);
  await page.getByTestId('composer').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await page.getByTestId('menu').click();
  await page.getByTestId('sample-second-internet-link').click();

  await thread(page).getByText('Confirmed: Two internet links').first().waitFor();
  const picture = thread(page).getByRole('img', { name: 'FW-EDGE sends replies out by another interface' });
  await picture.waitFor();
  await picture.evaluate((element) => element.scrollIntoView({ block: 'end' }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.screenshot({ path: `${PICTURES}war-room-phone.png` });
  await page.close();
});

test('a sample that only looks like asymmetric routing is played with one click, and routing is not blamed', async () => {
  const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
  await page.goto(product.url);
  await page.getByTestId('channel-noc').click();

  await page.getByTestId('sample-server-says-nothing').click();

  const card = page.locator('[data-testid^="message-"]').filter({ hasText: 'Confirmed: The server does not answer' });
  await card.getByText('Confirmed: The server does not answer').waitFor();
  expect(await thread(page).innerText()).not.toContain('Confirmed: Return traffic');
  await page.close();
});
