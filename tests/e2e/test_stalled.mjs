// A page that has stopped running is no phone: its agent is unreachable, and nothing is held against them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Browser } from './browser.mjs';
import { Desk } from './desk.mjs';
import { Floor, QUEUE, TONES, untilBothHear, untilHears } from './floor.mjs';
import { firstAt, print, silence } from './hear.mjs';
import { assertShort } from './machine.mjs';
import { SHORT } from './server.mjs';
import { until, untilPast } from './wait.mjs';

const AWAY_SECONDS_MAX = 12; // Behind its last word a page is believed for 8 s.
const BACK_SECONDS_MAX = 10;
const BEFORE_MS = 300;
const ASLEEP_MS = 12_000; // Longer than its connection is kept.
const GAP_MS_MAX = 250; // As in the other tests of a call that goes on.
const MUSIC_SECONDS_MAX = 12;
const RING_SECONDS = 12; // As with people, longer than a page is believed.

const floor = Floor.ofFile({ times: { ...SHORT, 'ring_s = 20': `ring_s = ${RING_SECONDS}` } });
const agents = ['1003', '1004', '1005', '1006', '1007'];

/** A ready agent at a desk whose browser is theirs alone: what stops there stops for nobody else. */
async function begin(t, browser) {
  t.after(() => browser.close());
  const desk = await Desk.open(browser.context, floor.server, agents.shift(), { tones: TONES });
  await desk.begin();
  return desk;
}

/** {desk, stop, goOn}: put to sleep as Chromium does with tabs; a sleeping page runs nothing. */
async function beginAsleep(t) {
  const desk = await begin(t, await Browser.startWithSleep(TONES.agent));
  const { page } = desk;
  await page.evaluate(() => {
    document.addEventListener('freeze', () => { window.slept = true; });
  });
  const line = await page.context().newCDPSession(page);
  const set = (state) => line.send('Page.setWebLifecycleState', { state });
  const goOn = async () => {
    await set('active');
    await page.bringToFront();
    assert.ok(await page.evaluate(() => window.slept), 'the page did sleep');
  };
  const stop = async () => {
    const at = Date.now();
    await set('frozen');
    return at;
  };
  return { desk, stop, goOn };
}

/** {desk, stop, goOn}: the process of its page is stopped. */
async function beginStopped(t) {
  const browser = await Browser.start(TONES.agent);
  return { desk: await begin(t, browser), stop: () => browser.stall(), goOn: () => browser.goOn() };
}

/** Of the agent, since that position: the events of these kinds. */
async function told(code, position, ...kinds) {
  const { rows } = await floor.server.watcher.get(`/events?after=${position}&limit=1000`);
  return rows.filter(({ kind, agent }) => kinds.includes(kind) && agent === code);
}

/** Stopped while ready: unreachable, offered nothing, and back by itself for who waits. */
async function assertAway(t, name, desk, { stop, goOn }) {
  const { position } = await floor.server.watcher.get('/state');
  const at = await stop();
  await desk.untilState('unreachable', AWAY_SECONDS_MAX);
  const away = Date.now() - at;
  const [{ cause }] = await told(desk.code, position, 'agent_state_changed');
  assert.equal(cause, 'device');
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  await until('the customer waits', async () =>
    (await floor.server.watcher.get('/board')).contacts.some(({ state }) => state === 'queued'));
  assert.deepEqual(await told(desk.code, position, 'offer_made'), []);
  await goOn();
  const back = Date.now();
  const contact = await desk.accept(BACK_SECONDS_MAX);
  const accepted = Date.now();
  print(name, { 'unreachable after': away, 'talking after it went on': accepted - back });
  await untilBothHear({ agent: desk, customer }, accepted);
  const states = (await told(desk.code, position, 'agent_state_changed')).map(({ to }) => to);
  assert.deepEqual(states, ['unreachable', 'ready', 'reserved', 'talking']);
  await end({ customer, contact }, desk);
}

async function leave(desk) {
  await desk.page.close();
  await desk.untilState('unreachable');
}

async function talk(t, desk) {
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  const contact = await desk.accept();
  await untilBothHear({ agent: desk, customer }, Date.now());
  return { customer, contact };
}

async function end({ customer, contact }, desk) {
  await customer.hangUp();
  await floor.untilHandled(contact);
  await desk.untilState('ready');
}

test('a ready tab is put to sleep: unreachable, until it wakes up', async (t) => {
  const { desk, ...how } = await beginAsleep(t);
  await assertAway(t, 'a tab asleep', desk, how);
  await leave(desk);
});

test('the process of a ready page stops: unreachable, until it goes on', async (t) => {
  const { desk, ...how } = await beginStopped(t);
  await assertAway(t, 'a page stopped', desk, how);
  await leave(desk);
});

test('a tab falls asleep and is rung: the offer is taken back, and is not held against them', async (t) => {
  const { desk, stop, goOn } = await beginAsleep(t);
  const { position } = await floor.server.watcher.get('/state');
  const at = await stop();
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  await desk.untilState('reserved');
  await desk.untilState('unreachable', RING_SECONDS + 3);
  print('rung while asleep', { 'offer taken back after': Date.now() - at });
  const [{ end: how }] = await told(desk.code, position, 'offer_ended');
  assert.equal(how, 'unreachable');
  await goOn();
  const contact = await desk.accept(BACK_SECONDS_MAX);
  await untilBothHear({ agent: desk, customer }, Date.now());
  const states = (await told(desk.code, position, 'agent_state_changed')).map(({ to }) => to);
  assert.deepEqual(states, ['reserved', 'unreachable', 'ready', 'reserved', 'talking']);
  await end({ customer, contact }, desk);
  await leave(desk);
});

test('a tab is put to sleep in mid-call: the audio goes on', async (t) => {
  const { desk, stop, goOn } = await beginAsleep(t);
  const call = await talk(t, desk);
  const at = await stop();
  await untilPast(at + ASLEEP_MS);
  const missed = silence(await call.customer.heard(at - BEFORE_MS), 'agent');
  await goOn();
  const back = Date.now();
  await untilBothHear({ agent: desk, ...call }, back);
  print('asleep in mid-call', { 'customer without the agent': missed });
  assertShort({ 'customer without the agent': missed }, GAP_MS_MAX, at - BEFORE_MS);
  assert.equal(await desk.contact(), call.contact);
  await end(call, desk);
  await leave(desk);
});

test('the process of a page stops in mid-call: music, until it goes on', async (t) => {
  const { desk, stop, goOn } = await beginStopped(t);
  const call = await talk(t, desk);
  const at = stop();
  await untilHears(call.customer, 'sound', at, MUSIC_SECONDS_MAX);
  const music = firstAt(await call.customer.heard(at), 'sound', at) - at;
  const back = goOn();
  await untilBothHear({ agent: desk, ...call }, back);
  print('stopped in mid-call', { 'music after': music,
    'agent again after': firstAt(await call.customer.heard(back), 'agent', back) - back });
  assert.equal(await desk.contact(), call.contact);
  assert.equal(await desk.state(), 'talking');
  await end(call, desk);
  await leave(desk);
});
