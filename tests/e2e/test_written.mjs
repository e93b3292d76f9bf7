// What people write: a coordinator's message that is read, notes over a change of contact, and who is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from './api.mjs';
import { Desk } from './desk.mjs';
import { Floor, QUEUE } from './floor.mjs';
import { TeamPage } from './team_page.mjs';
import { until } from './wait.mjs';

const COORDINATOR = 'c01';
const [READER, WRITER, ASKER, OTHER] = ['1001', '1002', '1003', '1004'];

const floor = Floor.ofFile({ times: {} }); // What is written in a wrap-up takes a while.

async function deskOf(t, code) {
  const desk = await Desk.open(floor.browser.context, floor.server, code);
  t.after(() => desk.leave());
  await desk.begin();
  return desk;
}

const focused = (page) => page.evaluate(() => document.activeElement !== document.body);

const assertive = (page, text) =>
  page.locator('.unseen[role=alert] p', { hasText: text }).waitFor({ state: 'attached' });

test('a message reaches the agent’s page, whatever is shown, and its reading the coordinator', async (t) => {
  const desk = await deskOf(t, READER);
  const team = await TeamPage.open(floor.browser.context, floor.server, COORDINATOR, READER);
  t.after(() => team.page.close());
  const coordinator = await Client.signIn(floor.server.http, COORDINATOR);
  const { position } = await coordinator.get('/board');

  const form = team.row().locator('form').first();
  await form.locator('textarea').fill('¿Puedes quedarte hasta las seis?');
  await form.locator('input[type=checkbox]').check();
  await form.locator('button[aria-disabled=false]').click();
  await form.locator('[role=status] p').waitFor(); // To how many it went.
  assert.equal(await form.locator('textarea').inputValue(), '');

  const { page } = desk;
  await page.locator('article', { hasText: 'hasta las seis' }).waitFor();
  await assertive(page, 'hasta las seis');
  await page.locator('nav a[href="/me"]').click();
  await page.waitForURL('**/me');
  const shown = page.locator('article', { hasText: 'hasta las seis' });
  await shown.waitFor();
  await shown.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await shown.waitFor({ state: 'detached' });
  await until('the keyboard is somewhere', () => focused(page));

  const read = await until('the coordinator sees it read', async () => {
    const { rows } = await coordinator.get(`/events?after=${position}&limit=1000`);
    return rows.find(({ kind }) => kind === 'message_read');
  });
  assert.equal(read.agent, READER);
});

test('half a note goes with its contact, and is not left behind, lost or sent twice', async (t) => {
  const desk = await deskOf(t, WRITER);
  const { page } = desk;
  const notesOf = async (contact) =>
    (await floor.server.watcher.contact(contact)).notes.map(({ text }) => text);
  const note = page.locator('section[aria-labelledby=notes-title] textarea');

  const first = floor.customer(t);
  await first.call(QUEUE);
  const before = await desk.accept();
  await note.fill('Pide que le llam');
  await page.reload();
  await page.locator('#call-title').waitFor();
  assert.equal(await note.inputValue(), 'Pide que le llam');
  await first.hangUp();
  await desk.untilState('ready', 30); // By time: the note is as it is.
  await page.locator('article', { hasText: 'Pide que le llam' }).waitFor();
  await until('half a note is saved', async () => (await notesOf(before)).length > 0);

  const second = floor.customer(t);
  await second.call(QUEUE);
  const contact = await desk.accept();
  assert.notEqual(contact, before);
  assert.equal(await note.inputValue(), '');
  await note.fill('Cambió de domicilio.');
  await page.locator('section[aria-labelledby=notes-title] button[aria-disabled=false]').click();
  await page.locator('#content li', { hasText: 'Cambió de domicilio.' }).waitFor();
  assert.equal(await note.inputValue(), '');
  await second.hangUp();
  await desk.untilState('wrap_up');
  await note.fill('Queda de llamar el 1 o el 2.'); // Digits are text here.
  await page.locator('[aria-keyshortcuts=F4][aria-disabled=false]').waitFor();
  await page.keyboard.press('F4');
  await page.keyboard.press('F4');
  await desk.untilState('ready');
  assert.deepEqual(await notesOf(before), ['Pide que le llam']);
  assert.deepEqual(await notesOf(contact), ['Cambió de domicilio.', 'Queda de llamar el 1 o el 2.']);
  assert.equal((await floor.server.watcher.contact(contact)).disposition ?? null, null);
});

test('whom a contact can go to is as it is now: queues with who is ready, people as they change', async (t) => {
  const desk = await deskOf(t, ASKER);
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  await desk.accept();
  const other = await Client.signIn(floor.server.http, OTHER);
  const { page } = desk;
  await page.locator('[aria-keyshortcuts="Shift+F9"]').click(); // Keys: test_desk.mjs.
  const typed = page.locator('[role=combobox]');
  await page.locator('[role=option] b', { hasText: 'soporte' }).waitFor();
  await typed.fill((await floor.server.watcher.agent(OTHER)).name);
  const option = page.locator('[role=option]').first();
  await option.locator('span', { hasText: /Desconect|Offline/ }).waitFor();
  await other.command('sign_in_agent');
  await option.locator('span', { hasText: /administrativo|Off-phone/ }).waitFor();
  await typed.press('Escape');
  await page.locator('[data-opens=transfer]:focus').waitFor();
  await customer.hangUp();
  await desk.untilState('wrap_up');
});
