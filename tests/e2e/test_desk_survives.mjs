// A call at the console's own page outlives its session.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Desk } from './desk.mjs';
import { Floor, QUEUE, untilHears } from './floor.mjs';
import { print, silence } from './hear.mjs';
import { assertShort } from './machine.mjs';
import { until, untilPast } from './wait.mjs';

const GAP_MS_MAX = 250; // Of audio that goes on: what others are late, and the 60 ms we look at.
const BEFORE_MS = 300;
const AGENTS = ['1003'];

const floor = Floor.ofFile();

/** {desk, customer, contact}: they talk. */
async function talk(t) {
  const desk = await Desk.open(floor.browser.context, floor.server, AGENTS.shift());
  t.after(() => desk.page.close());
  await desk.begin();
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  const contact = await desk.accept();
  await untilHears(customer, 'agent', Date.now());
  return { desk, customer, contact };
}

/** The customer did not miss the agent since then, and the call is the same. */
async function assertNoGap(name, { desk, customer, contact }, since) {
  const figures = { 'customer without the agent': silence(await customer.heard(since), 'agent') };
  print(name, figures);
  assertShort(figures, GAP_MS_MAX, since);
  assert.equal(await desk.contact(), contact);
  assert.equal(await desk.state(), 'talking');
}

async function end({ desk, customer, contact }) {
  await customer.hangUp();
  await floor.untilHandled(contact);
  await desk.untilState('ready');
}

test('the session ends in mid-call: nothing happens to the call', async (t) => {
  const call = await talk(t);
  const { desk } = call;
  const at = Date.now();
  await desk.page.evaluate((user) => fetch('/api/v1/sessions/current',
    { method: 'DELETE', headers: { 'Relevo-User': user } }), desk.code);
  await desk.page.waitForURL('**/sign-in');
  await untilPast(at + 2000);
  await desk.signIn();
  await desk.page.locator('#call-title').waitFor();
  await until('the page is live', () => desk.page.locator('[data-state=live]').count());
  await untilPast(Date.now() + BEFORE_MS);
  await assertNoGap('session over', call, at - BEFORE_MS);
  await end(call);
});
