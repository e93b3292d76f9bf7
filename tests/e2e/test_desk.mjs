// What an agent does besides talking, by keys: outcome, help, more wrap-up, and handing a contact on.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Desk } from './desk.mjs';
import { Floor } from './floor.mjs';
import { SHORT } from './server.mjs';
import { until } from './wait.mjs';

const QUEUE = '5001'; // Its wrap-up lasts longer than these tests wait for it to end by itself.
const [FIRST, SECOND] = ['1007', '1008'];

const CAMPAIGN = 'code = "sales-sur"\n';
const RECORDS = 'https://crm.example/';

const floor = Floor.ofFile({
  times: { ...SHORT, [CAMPAIGN]: `${CAMPAIGN}screen_pop = "${RECORDS}?p={number}&c={contact}"\n` },
});

async function deskOf(t, code) {
  const desk = await Desk.open(floor.browser.context, floor.server, code);
  t.after(() => desk.page.close());
  await desk.begin();
  return desk;
}

const row = (code) => floor.server.watcher.agent(code);

const enabled = (page, key) =>
  page.locator(`[aria-keyshortcuts="${key}"][aria-disabled=false]`).waitFor();

async function finish(desk) {
  await enabled(desk.page, 'F4');
  await desk.page.keyboard.press('F4');
  await desk.untilState('ready');
}

async function leave(desk) {
  await desk.page.locator('[class*=_chip_]').click();
  await desk.page.getByRole('button', { name: /Terminar turno|End shift/ }).click();
  await desk.untilState('offline');
}

test('the outcome by its number, help asked and no more, and half a minute more', async (t) => {
  const desk = await deskOf(t, FIRST);
  const { page } = desk;
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  const contact = await desk.accept();

  await page.locator('#dispositions-title').waitFor();
  await page.keyboard.press('3');
  await page.locator('[aria-pressed=true] kbd', { hasText: '3' }).waitFor();
  const first = await until('the outcome is said', async () =>
    (await floor.server.watcher.get('/board')).contacts
      .find(({ id }) => id === contact).disposition);
  await page.keyboard.press('Shift+F8');
  await until('the hand is up', async () => (await row(FIRST)).hand_since);
  await page.locator('[data-up=true]').waitFor();
  await page.keyboard.press('Shift+F8');
  await until('the hand is down', async () => (await row(FIRST)).hand_since === null);

  await customer.hangUp();
  await desk.untilState('wrap_up');
  const ends = Date.parse((await row(FIRST)).wrap_up_ends_at);
  await page.getByRole('button', { name: /30 s/ }).click();
  await until('the wrap-up is longer',
    async () => Date.parse((await row(FIRST)).wrap_up_ends_at) === ends + 30_000);
  await page.keyboard.press('4');
  await page.locator('[aria-pressed=true] kbd', { hasText: '4' }).waitFor();
  await finish(desk);
  const life = await floor.untilHandled(contact);
  assert.ok(first && life.disposition && life.disposition !== first, 'the last one counts');
  const found = async (outcome) => (await floor.server.watcher.get(
    `/contacts?disposition=${outcome}`)).rows.some(({ id }) => id === contact);
  assert.deepEqual([await found(first), await found(life.disposition)], [false, true]);
  await leave(desk);
});

test('who calls is shown with the offer, and their record is one click away', async (t) => {
  const { context } = floor.browser;
  await context.route(`${RECORDS}**`, (route) => route.fulfill({ body: 'CRM' }));
  t.after(() => context.unroute(`${RECORDS}**`));
  const desk = await deskOf(t, FIRST);
  const { page } = desk;
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  await desk.untilState('reserved');
  const record = page.getByRole('link', { name: /ficha|record/ });
  await record.waitFor();
  const contact = await desk.accept();
  const { number } = (await floor.server.watcher.contact(contact)).customer;
  assert.match(number, /^\+?\d+$/);
  await page.getByText(number, { exact: true }).waitFor();
  assert.equal(await record.getAttribute('href'),
    `${RECORDS}?p=${encodeURIComponent(number)}&c=${contact}`);
  const [tab] = await Promise.all([context.waitForEvent('page'), record.click()]);
  await tab.waitForURL(`${RECORDS}**`);
  assert.equal(tab.url(), await record.getAttribute('href'));
  await tab.close();
  await customer.hangUp();
  await desk.untilState('wrap_up');
  await finish(desk);
  await leave(desk);
});

test('ask first, all three, and hand over: by keys, and each page says who hears whom', async (t) => {
  const desk = await deskOf(t, FIRST);
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  const contact = await desk.accept();
  const other = await deskOf(t, SECOND);

  const { page } = desk;
  await page.keyboard.press('Shift+F9');
  await page.locator('[role=combobox]:focus').waitFor();
  await page.keyboard.type(SECOND);
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('Enter'); // Takes the first, and goes to the ways.
  await page.locator('[data-first] button:focus[aria-disabled=false]').waitFor();
  await page.keyboard.press('Enter');
  await other.untilState('reserved');
  await desk.untilState('consult');
  await enabled(other.page, 'F2');
  await other.page.keyboard.press('F2');
  await other.untilState('consult');

  const music = /música|music/;
  for (const { page: one } of [desk, other]) {
    await one.locator('[data-heard=false]', { hasText: music }).waitFor();
  }
  await enabled(page, 'F9');
  await page.keyboard.press('F9');
  for (const each of [desk, other]) {
    await each.untilState('talking');
    await each.page.locator('[data-heard=true]').nth(1).waitFor();
  }
  await enabled(page, 'Shift+F9');
  await page.keyboard.press('Shift+F9');
  await desk.untilState('wrap_up');
  await page.locator('#wrap-title').waitFor();
  await page.keyboard.press('1');
  await page.locator('[aria-pressed=true] kbd', { hasText: '1' }).waitFor();
  await finish(desk);
  assert.equal(await other.state(), 'talking');

  await customer.hangUp();
  await other.untilState('wrap_up');
  await finish(other);
  const life = await floor.untilClosed(contact);
  assert.deepEqual(life.agents, [FIRST, SECOND]);
});
