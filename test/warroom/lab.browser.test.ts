import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { createHandLab } from './support/hand-lab.ts';
import { openWarRoom } from './support/start.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser.close();
});

test('the lab is broken from the page: its buttons wait while it is busy, and its state is told', async () => {
  const lab = createHandLab();
  const room = await openWarRoom({ lab });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(room.url);
  const state = page.getByTestId('lab-state');
  await state.getByText('All is well.').waitFor();
  const [add, fix] = [page.getByTestId('lab-add-isp'), page.getByTestId('lab-fix-it')];

  await add.click();
  await add.getByText('Add an ISP…').waitFor();
  const busy = [await add.isDisabled(), await fix.isDisabled()];
  lab.finish();
  await state.getByText('Now with add-isp.').waitFor();

  expect(busy).toEqual([true, true]);
  expect([await add.isDisabled(), await fix.isDisabled()]).toEqual([false, false]);
  expect(await page.getByTestId('lab-happened').textContent()).toBe('add-isp is done.');
  expect(await page.getByRole('region', { name: 'Lab' }).getByRole('definition').textContent()).toBe(
    'active, 1 changes',
  );
  expect(lab.played).toEqual(['add-isp']);
});
