// A call outlives what happens to its page: its line, its network, a reload, a crash, a sign-out.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Browser } from './browser.mjs';
import { Client } from './api.mjs';
import { Floor, TONES, silences, untilBothHear, untilHears } from './floor.mjs';
import { firstAt, print, silence } from './hear.mjs';
import { Line } from './line.mjs';
import { assertShort } from './machine.mjs';
import { Network } from './network.mjs';
import { until, untilPast } from './wait.mjs';

const GAP_MS_MAX = 250; // Of audio that goes on: what others are late, and the 60 ms we look at.
const BACK_MS_MAX = 2000;
const CUT_MS = 10_000;
const FLAPS = 10;
const STALL_MS = 3000;
const MUSIC_SECONDS_MAX = 12; // A page that is silent is given up 8 s behind its last check.
const ON_MS = 1500;
const BEFORE_MS = 300; // Both heard each other for longer than that before it happened.

const floor = Floor.ofFile();

/** Neither side misses the other from `since` on, and the call is the same. */
async function assertNoGap(name, talk, since) {
  const { agent, contact } = talk;
  const figures = await silences(talk, since);
  print(name, figures);
  assertShort(figures, GAP_MS_MAX, since);
  assert.equal(await agent.contact(), contact);
  assert.equal(await agent.state(), 'talking');
}

/** They talk, and the page reaches the server by a line of its own. */
async function talkByLine(t) {
  const line = await Line.to(floor.server.http);
  const talk = await floor.talk(t, { address: line.address });
  t.after(() => line.close()); // Behind the page, which says over it that it goes.
  return { line, ...talk };
}

test('the WebSocket is cut for 10 s: the audio goes on', async (t) => {
  const { line, ...talk } = await talkByLine(t);
  const { agent } = talk;
  const at = line.cut();
  await until('the page notices', async () => !(await agent.says('connected')));
  await untilPast(at + CUT_MS);
  line.mend();
  await until('the page is back', () => agent.says('connected'));
  await untilPast(Date.now() + ON_MS);
  await assertNoGap('WebSocket cut for 10 s', talk, at - BEFORE_MS);
  assert.equal(await agent.says('number'), 1);
  await floor.endByCustomer(talk);
});

test('the WebSocket comes and goes: the audio goes on', async (t) => {
  const { line, ...talk } = await talkByLine(t);
  const { agent } = talk;
  const at = Date.now();
  for (let i = 0; i < FLAPS; ++i) {
    line.cut();
    await until('the page notices', async () => !(await agent.says('connected')));
    line.mend();
    await until('the page is back', () => agent.says('connected'));
  }
  await untilPast(Date.now() + ON_MS);
  await assertNoGap(`WebSocket cut ${FLAPS} times`, talk, at - BEFORE_MS);
  assert.equal(await agent.says('number'), 1);
  await floor.endByCustomer(talk);
});

test('the page is busy and does nothing for 3 s: the customer hears the agent', async (t) => {
  const talk = await floor.talk(t);
  const { agent, customer } = talk;
  const at = Date.now();
  await agent.page.evaluate((ms) => {
    const end = performance.now() + ms;
    while (performance.now() < end); // Nothing else of the page runs meanwhile.
  }, STALL_MS);
  await untilBothHear(talk, at + STALL_MS);
  const figures = {
    'customer without the agent': silence(await customer.heard(at - BEFORE_MS), 'agent') };
  print('page busy for 3 s', figures);
  assertShort(figures, GAP_MS_MAX, at - BEFORE_MS);
  assert.equal(await agent.state(), 'talking');
  await floor.endByCustomer(talk);
});

test('the session ends elsewhere: nothing happens to the call', async (t) => {
  const talk = await floor.talk(t);
  const { agent } = talk;
  const at = Date.now();
  await agent.client.ask('DELETE', '/sessions/current');
  await until('the page is cut', async () => !(await agent.says('connected')));
  await untilPast(at + ON_MS);
  agent.client = await Client.signIn(floor.server.http, agent.code);
  await agent.page.evaluate((token) => { window.phone.token = token; }, agent.client.token);
  await until('the page is back', () => agent.says('connected'));
  await untilPast(Date.now() + ON_MS);
  await assertNoGap('signed out elsewhere', talk, at - BEFORE_MS);
  await floor.endByCustomer(talk);
});

/** Both hear each other again in the same call; what the customer heard since `at`. */
async function assertTakenBack(name, talk, at) {
  const { agent, customer, contact } = talk;
  await untilBothHear(talk, Date.now(), 15);
  const heard = await customer.heard(at - BEFORE_MS);
  print(name, { 'customer without the agent': silence(heard, 'agent') });
  assert.equal(await agent.contact(), contact);
  assert.equal(await agent.state(), 'talking');
}

test('a reload in mid-call: the page takes the call back', async (t) => {
  const talk = await floor.talk(t);
  const at = Date.now();
  await talk.agent.page.reload();
  await talk.agent.untilAlive();
  await assertTakenBack('reload', talk, at);
  await floor.endByCustomer(talk);
});

test('a crash of the browser: music, until another one takes the call back', async (t) => {
  const crashing = await Browser.start(TONES.agent);
  const talk = await floor.talk(t, { browser: crashing });
  const { agent, customer } = talk;
  const at = crashing.kill();
  await untilHears(customer, 'sound', at, MUSIC_SECONDS_MAX);
  print('crash', { 'music after': firstAt(await customer.heard(at), 'sound', at) - at });
  const opened = Date.now();
  await agent.openIn(floor.browser);
  await agent.connect();
  await untilHears(customer, 'agent', opened);
  print('another browser', {
    'agent again after': firstAt(await customer.heard(opened), 'agent', opened) - opened });
  await assertTakenBack('crash', talk, at);
  await floor.endByCustomer(talk);
});

test('an offer with other ICE: the audio goes on', async (t) => {
  const talk = await floor.talk(t);
  const { agent } = talk;
  const at = Date.now();
  await agent.page.evaluate(() => window.phone.offer(true));
  await untilBothHear(talk, at);
  await assertNoGap('ICE restart', talk, at - BEFORE_MS);
  assert.equal(await agent.says('number'), 2);
  await floor.endByCustomer(talk);
});

/** Both hear each other again in time behind `from`, which is when it could begin at the earliest. */
async function assertBack(name, talk, at, from = at) {
  await untilBothHear(talk, at + BEFORE_MS);
  const figures = await silences(talk, at - BEFORE_MS);
  print(name, { ...figures, ...(from > at && { 'of them until the browser knew': from - at }) });
  for (const [who, ms] of Object.entries(figures)) {
    assert.ok(ms < BACK_MS_MAX + from - at, `${who}: ${ms} ms`);
  }
  assert.equal(await talk.agent.state(), 'talking');
}

test('one of two networks is lost: the audio is back by another connection', async (t) => {
  const talk = await floor.talk(t);
  const network = new Network();
  t.after(() => network.restore());
  const used = await talk.agent.address();
  const at = Date.now();
  network.lose(used);
  // An offer with other ICE would take Chromium 4 s: it does not leave a way that was good before.
  await talk.agent.page.evaluate(() => window.phone.joinAgain());
  await assertBack('one of two networks lost', talk, at);
  assert.notEqual(await talk.agent.address(), used);
  await floor.endByCustomer(talk);
});

test('the network becomes another one: the audio is back once the browser knows it', async (t) => {
  const talk = await floor.talk(t);
  const network = new Network();
  t.after(() => network.restore());
  const at = Date.now();
  network.loseAll();
  network.find('e2e', '10.79.2.1');
  await talk.agent.page.evaluate(() => window.phone.offer(true));
  await untilBothHear(talk, at + BEFORE_MS);
  const found = await talk.agent.says('found');
  await assertBack('another network', talk, at, found['10.79.2.1']);
  await floor.endByCustomer(talk);
});
