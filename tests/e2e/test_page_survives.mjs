// A call outlives what happens to its page: its line, its network, a reload, a crash, a sign-out.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Browser } from './browser.mjs';
import { Client } from './api.mjs';
import { Floor, TONES, untilBothHear, untilHears } from './floor.mjs';
import { firstAt, print, silence } from './hear.mjs';
import { Line } from './line.mjs';
import { until, untilPast } from './wait.mjs';

const GAP_MS_MAX = 250; // Of audio that goes on: what a busy machine is late, and the 60 ms we look at.
const BACK_MS_MAX = 2000;
const CUT_MS = 10_000;
const ON_MS = 2000;

const floor = Floor.ofFile();

/** Neither side misses the other from `since` on, and the call is the same. */
async function assertNoGap(name, { agent, customer, contact }, since) {
  const figures = { 'agent without the customer': silence(await agent.heard(since), 'customer'),
    'customer without the agent': silence(await customer.heard(since), 'agent') };
  print(name, figures);
  for (const [who, ms] of Object.entries(figures)) assert.ok(ms < GAP_MS_MAX, `${who}: ${ms} ms`);
  assert.equal(await agent.contact(), contact);
  assert.equal(await agent.state(), 'talking');
}

test('the WebSocket is cut for 10 s: the audio goes on', async (t) => {
  const line = await Line.to(floor.server.http);
  t.after(() => line.close());
  const talk = await floor.talk(t, { address: line.address });
  const { agent } = talk;
  const at = line.cut();
  await until('the page notices', async () => !(await agent.says('connected')));
  await untilPast(at + CUT_MS);
  line.mend();
  await until('the page is back', () => agent.says('connected'));
  await untilPast(Date.now() + ON_MS);
  await assertNoGap('WebSocket cut for 10 s', talk, at);
  assert.equal(await agent.says('number'), 1);
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
  await assertNoGap('signed out elsewhere', talk, at);
  await floor.endByCustomer(talk);
});

/** The page that takes the call back: what the customer heard meanwhile, and how long all took. */
async function assertTakenBack(name, { agent, customer, contact }, at) {
  await untilBothHear({ agent, customer }, Date.now(), 15);
  const heard = await customer.heard(at);
  const back = heard.find(([when, what], i) => what === 'agent' && when > at + 100 &&
    heard.slice(0, i).some(([, before]) => before !== 'agent'))?.[0] ?? at;
  const music = firstAt(heard, 'sound', at);
  print(name, { 'customer without the agent': silence(heard, 'agent'),
    ...(music && { 'music after': music - at }), 'agent again after': back - at });
  assert.equal(await agent.contact(), contact);
  assert.equal(await agent.state(), 'talking');
  return heard;
}

test('a reload in mid-call: the page takes the call back', async (t) => {
  const talk = await floor.talk(t);
  const at = Date.now();
  await talk.agent.page.reload();
  await talk.agent.untilAlive();
  await assertTakenBack('reload', talk, at);
  await floor.endByCustomer(talk);
});

test('a page that is away for a while: the customer hears music meanwhile', async (t) => {
  const talk = await floor.talk(t);
  const at = Date.now();
  await talk.agent.page.goto('about:blank');
  await untilHears(talk.customer, 'sound', at, 15);
  await talk.agent.page.goBack();
  await talk.agent.untilAlive();
  const heard = await assertTakenBack('page away', talk, at);
  assert.ok(heard.some(([, what]) => what === 'sound'));
  await floor.endByCustomer(talk);
});

test('a crash of the browser: another one takes the call back', async (t) => {
  const crashing = await Browser.start(TONES.agent);
  const talk = await floor.talk(t, { browser: crashing });
  const { agent, customer } = talk;
  const at = crashing.kill();
  await untilHears(customer, 'sound', at, 15);
  await agent.openIn(floor.browser);
  await agent.connect();
  await assertTakenBack('crash', talk, at);
  await floor.endByCustomer(talk);
});

test('a change of network: the audio is back by an offer with other ICE', async (t) => {
  const talk = await floor.talk(t);
  const { agent } = talk;
  const at = Date.now();
  await agent.page.evaluate(() => window.phone.offer(true));
  await untilBothHear(talk, at);
  await assertNoGap('ICE restart', talk, at);
  await floor.endByCustomer(talk);
});
