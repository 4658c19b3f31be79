import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createFastClock } from './fast-clock.ts';
import { type Started, start } from './started.ts';

const PICTURES = fileURLToPath(new URL('../screenshots/out/', import.meta.url));
/** A live run takes the better part of a minute, a watch two and a half. */
const TIMES = 10;
const LONG = { timeout: 60_000 };
const MINUTES = { timeout: 240_000 };

let product: Started;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  product = await start(createFastClock(TIMES));
  browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser.close();
  expect(await product.stop()).toBe(0);
});

function thread(page: Page): Locator {
  return page.getByTestId('thread');
}

async function send(page: Page, where: 'composer' | 'thread-composer', text: string): Promise<void> {
  await page.getByTestId(where).fill(text);
  await page.getByTestId(where === 'composer' ? 'send' : 'thread-send').click();
}

async function photograph(page: Page, seen: Locator, name: string): Promise<void> {
  await seen.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.screenshot({ path: `${PICTURES}${name}.png` });
}

function cardOf(page: Page): Locator {
  return page.locator('main [data-testid^="message-"]').filter({ hasText: 'RT-1' });
}

async function breakTheLab(page: Page): Promise<void> {
  await page.getByTestId('lab-add-isp').click();
  await page.getByTestId('lab-happened').waitFor();
  await send(page, 'composer', '/triage 10.20.30.41 10.50.60.10:443');
}

async function askTheFirewalls(page: Page): Promise<void> {
  const told = thread(page);
  await cardOf(page).getByRole('button', { name: 'Ask the firewalls' }).click();
  await told.getByText('The firewalls were asked').waitFor(LONG);
  await cardOf(page).getByText('Confirmed: Two internet links').waitFor(LONG);
  await photograph(page, told.getByText('The firewalls were asked'), 'live-asked');
  expect(await told.innerText()).toContain('4 of 4 firewalls answered.');
}

async function fixAndAskToClear(page: Page): Promise<void> {
  const told = thread(page);
  await page.getByTestId('lab-fix').click();
  await page.getByTestId('lab-happened').filter({ hasText: 'kept on the link of the request' }).waitFor();
  await send(page, 'thread-composer', '@Roundtrip fixed');
  await told.getByText('Noted: the fix went in').waitFor(LONG);
  await send(page, 'thread-composer', '@Roundtrip clear');
  const approve = told.getByRole('button', { name: 'Approve' });
  await approve.waitFor(LONG);
  await photograph(page, approve, 'live-approval');
}

async function approveAsSomebodyElse(page: Page): Promise<void> {
  const told = thread(page);
  await told.getByRole('button', { name: 'Approve' }).click();
  await told.getByText('You asked for this yourself').first().waitFor(LONG);
  await page.getByTestId('as-user').selectOption({ label: 'Priya Nair' });
  await told.getByRole('button', { name: 'Approve' }).click();
  await told.getByText('Cleared on').first().waitFor(LONG);
}

async function watchTheFlow(page: Page): Promise<void> {
  const told = thread(page);
  await told.getByRole('button', { name: 'Watch the flow' }).last().click();
  const works = told.getByText('The flow works: both directions pass.');
  await works.waitFor(LONG);
  await photograph(page, works, 'live-watched');
  const picture = told.getByRole('img', { name: 'Both directions grow' }).last();
  await picture.waitFor(LONG);
  await photograph(page, picture, 'live-growth');
  expect(await told.innerText()).toContain('Everything on the checklist after the fix holds.');
  await cardOf(page).getByText('7 of 7').last().waitFor(LONG);
}

async function verifyTheAudit(page: Page): Promise<void> {
  await send(page, 'thread-composer', '@Roundtrip audit');
  const whole = thread(page).getByText(/The chain of \d+ records is whole/);
  await whole.waitFor(LONG);
  await photograph(page, whole, 'live-audit');
}

test('a fault is found live, its flow cleared by two people, and watched until it works', MINUTES, async () => {
  const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
  await page.goto(product.url);
  await breakTheLab(page);
  await askTheFirewalls(page);
  await fixAndAskToClear(page);
  await approveAsSomebodyElse(page);
  await watchTheFlow(page);
  await verifyTheAudit(page);
  await page.close();
});
