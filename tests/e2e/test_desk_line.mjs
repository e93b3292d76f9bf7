// The console's own page without its line for a minute, and on one that flaps: calls go on, and it comes back alone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { Desk } from './desk.mjs';
import { Floor, QUEUE, TONES, silences, untilBothHear } from './floor.mjs';
import { print } from './hear.mjs';
import { Line } from './line.mjs';
import { assertShort } from './machine.mjs';
import { until, untilPast } from './wait.mjs';

// A minute is what is promised: these tests last that long, and so they run beside each other.
const MINUTE_MS = 60_000;
const TIMEOUT_MS = 240_000; // Of a busy machine, where each also waits for the others to begin.
// Of audio that goes on. In a minute a busy machine is late for longer than in other tests' seconds;
// what we would do ourselves, another way or another connection, is looked for by name.
const GAP_MS_MAX = 1000;
const BEFORE_MS = 300;
const NOTICE_SECONDS_MAX = 35; // 15 s of silence, seen within 5 s, and asked for 10 s.
const BACK_SECONDS_MAX = 10; // The longest pause between two attempts is 5 s.
const TRIES_OF_MINUTE_MAX = 40; // With pauses of 0.15 s, growing to 2.5 to 5 s.
const FLAPS = 20;
const FLAP_MS = [1000, 2000];
const TRIES_OF_FLAP_MAX = 8; // 1 to 2 s of pauses from 0.15 s on, and what else the page reads.
const QUIET_MS = 6000;
const BYTES_A_SECOND_MAX = 1000;
const WEAK = /Audio débil|Weak audio/;
const FEED = '/api/v1/feed';
const AWAY = 'ready unreachable device';
const BACK = 'unreachable ready device';

const floor = Floor.ofFile();
const agents = ['1003', '1004', '1005', '1006'];

/** An agent at a desk whose page reaches the server by a line of its own. */
async function begin(t) {
  const line = await Line.to(floor.server.http);
  const desk = await Desk.open(floor.browser.context, floor.server, agents.shift(),
    { address: line.address, tones: TONES });
  t.after(() => desk.page.close());
  t.after(() => line.close());
  await desk.begin();
  return { line, desk };
}

/** {agent, customer, contact} who talk and hear each other. */
async function talk(t) {
  const { line, desk } = await begin(t);
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  const contact = await desk.accept();
  const call = { agent: desk, customer, contact };
  await untilBothHear(call, Date.now());
  return { line, ...call, ways: await waysOf(desk) };
}

/** One begins behind the other, in the tests' order: a customer is for whoever is ready. */
let begun = Promise.resolve();
function inTurn(begins) {
  begun = begun.catch(() => {}).then(begins);
  return begun;
}

const isLive = ({ page }) => page.locator('[data-state=live]').count();

const untilSaysSo = ({ page }, seconds) => until('the page says that it has no connection',
  () => page.locator('[data-state=reconnecting]').count(), seconds);

/** The names that the page's audio goes by: another one for each connection and ICE restart. */
const waysOf = ({ page }) => page.evaluate(() => window.ways
  .map((way) => /^a=ice-ufrag:(.*)$/m.exec(way.localDescription.sdp)[1]));

/** Neither side has missed the other since then, and the call is the same. */
async function assertNoGap(name, call, since) {
  const figures = await silences(call, since);
  print(name, figures);
  assertShort(figures, GAP_MS_MAX, since);
  assert.equal(await call.agent.contact(), call.contact);
  assert.equal(await call.agent.state(), 'talking');
  assert.deepEqual(await waysOf(call.agent), call.ways);
  assert.equal(await call.agent.page.getByText(WEAK).count(), 0);
}

/** Asked for without a connection: refused in words, and nothing happens behind them. */
async function assertRefused({ agent }) {
  const { page } = agent;
  await page.keyboard.press('F9');
  await page.getByRole('alert').filter({ hasText: /Sin conexión|No connection/ }).waitFor();
  assert.equal(await agent.state(), 'talking');
}

async function end({ agent, customer, contact }) {
  await customer.hangUp();
  const life = await floor.untilHandled(contact);
  assert.equal(life.events.filter(({ kind }) => kind === 'contact_held').length, 0, 'never held');
  await agent.untilState('ready');
  await agent.page.locator('#idle-title').waitFor();
}

/** The page has one connection for the feed, and few bytes go over its line. */
async function assertQuiet(name, line) {
  await until('one feed is open', () => line.open(FEED) === 1);
  const [from, before] = [Date.now(), line.bytes];
  await untilPast(from + QUIET_MS);
  const rate = (line.bytes - before) * 1000 / (Date.now() - from);
  console.log(`${name}: ${Math.round(rate)} bytes a second afterwards`);
  assert.ok(rate <= BYTES_A_SECOND_MAX, `${rate} bytes a second`);
  assert.equal(line.open(FEED), 1);
}

/** Cut FLAPS times within a minute, each time for 1 to 2 s; how often the page tried meanwhile. */
async function flap(line) {
  const from = line.tried.length;
  const begun = Date.now();
  for (let i = 0; i < FLAPS; ++i) {
    const at = line.cut();
    const [least, most] = FLAP_MS;
    await pause(least + (most - least) * i / FLAPS); // What lasts is what is tested.
    line.mend();
    await untilPast(Math.max(at, begun + (i + 1) * MINUTE_MS / FLAPS));
  }
  return line.tried.length - from;
}

/** An agent's changes of state since that position, in their order: "from to cause". */
async function statesSince(code, position) {
  const { rows } = await floor.server.watcher.get(`/events?after=${position}&limit=1000`);
  return rows.filter(({ kind, agent }) => kind === 'agent_state_changed' && agent === code)
    .map(({ from, to, cause }) => `${from} ${to} ${cause}`);
}

describe('beside each other', { concurrency: true, timeout: TIMEOUT_MS }, () => {
  const options = { timeout: TIMEOUT_MS };

  test('the line is cut for 60 s in mid-call', options, async (t) => {
    const { line, ...call } = await inTurn(() => talk(t));
    const at = line.cut();
    const tried = line.tried.length;
    await untilSaysSo(call.agent);
    const said = Date.now() - at;
    await assertRefused(call);
    await untilPast(at + MINUTE_MS);
    const tries = line.tried.length - tried;
    line.mend();
    const mended = Date.now();
    await until('the page is live', () => isLive(call.agent), BACK_SECONDS_MAX);
    print('cut for 60 s', { 'the page said so after': said, 'live again after': Date.now() - mended });
    console.log(`cut for 60 s: ${tries} attempts`);
    assert.ok(tries <= TRIES_OF_MINUTE_MAX, `${tries} attempts`);
    await untilPast(Date.now() + BEFORE_MS);
    await assertNoGap('cut for 60 s', call, at - BEFORE_MS);
    await end(call);
    await assertQuiet('cut for 60 s', line);
  });

  test('the line is dead for 60 s in mid-call, and nobody is told', options, async (t) => {
    const { line, ...call } = await inTurn(() => talk(t));
    const at = line.stall();
    await untilSaysSo(call.agent, NOTICE_SECONDS_MAX);
    const said = Date.now() - at;
    await assertRefused(call);
    await untilPast(at + MINUTE_MS);
    line.mend();
    const mended = Date.now();
    await until('the page is live', () => isLive(call.agent), BACK_SECONDS_MAX);
    print('dead for 60 s', { 'the page said so after': said, 'live again after': Date.now() - mended });
    await untilPast(Date.now() + BEFORE_MS);
    await assertNoGap('dead for 60 s', call, at - BEFORE_MS);
    await end(call);
    await assertQuiet('dead for 60 s', line);
  });

  test(`the line is cut ${FLAPS} times within a minute of a call`, options, async (t) => {
    const { line, ...call } = await inTurn(() => talk(t));
    const { agent } = call;
    const at = Date.now();
    const { position } = await floor.server.watcher.get('/state');
    const tries = await flap(line);
    console.log(`cut ${FLAPS} times: ${tries} attempts`);
    assert.ok(tries <= FLAPS * TRIES_OF_FLAP_MAX, `${tries} attempts`);
    await until('the page is live', () => isLive(agent), BACK_SECONDS_MAX);
    await assertNoGap(`cut ${FLAPS} times`, call, at - BEFORE_MS);
    assert.deepEqual(await statesSince(agent.code, position), []);
    await end(call);
    await assertQuiet(`cut ${FLAPS} times`, line);
  });

  test(`the line of a ready agent is cut ${FLAPS} times within a minute`, options, async (t) => {
    const { line, desk } = await inTurn(() => begin(t));
    const { position } = await floor.server.watcher.get('/state');
    const tries = await flap(line);
    await until('the page is live', () => isLive(desk), BACK_SECONDS_MAX);
    await desk.untilState('ready');
    const states = await statesSince(desk.code, position);
    console.log(`ready, cut ${FLAPS} times: ${tries} attempts, ${states.length} changes of state`);
    assert.ok(tries <= FLAPS * TRIES_OF_FLAP_MAX, `${tries} attempts`);
    // A page that nobody can press anything on is not offered contacts: once each cut, and no more.
    assert.ok(states.length > 0 && states.length <= 2 * FLAPS, `${states.length} changes`);
    states.forEach((state, i) => assert.equal(state, i % 2 === 0 ? AWAY : BACK));
    await assertQuiet(`ready, cut ${FLAPS} times`, line);
  });
});
