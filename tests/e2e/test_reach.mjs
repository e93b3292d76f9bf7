// Whether an agent can be offered anything is known before: by the audio of the page, not by its word.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Browser } from './browser.mjs';
import { Floor, untilBothHear, untilHears } from './floor.mjs';
import { firstAt, print, silence } from './hear.mjs';
import { until } from './wait.mjs';

const BEFORE_MS = 300; // Both heard each other for longer than that before it happened.

const floor = Floor.ofFile();

test('an agent is unreachable without a page, and ready by one, before any offer', async (t) => {
  const agent = await floor.agent(t);
  await agent.client.command('sign_in_agent');
  await assert.rejects(agent.client.command('set_ready'), { reject: 'agent_unreachable' });
  const begun = Date.now();
  await agent.connect();
  print('a page connects', { alive: Date.now() - begun });
  await agent.client.command('set_ready');
  await agent.untilState('ready');
  const closed = Date.now();
  await agent.page.evaluate(() => window.phone.end());
  await agent.untilState('unreachable');
  print('a page says that it goes', { unreachable: Date.now() - closed });
  await agent.page.reload();
  const again = Date.now();
  await agent.connect();
  await agent.untilState('ready');
  print('a page comes back', { ready: Date.now() - again });
});

test('a page that is refused the microphone makes nobody reachable', async (t) => {
  const browser = await Browser.start();
  t.after(() => browser.close());
  const agent = await floor.agent(t, { browser });
  await agent.client.command('sign_in_agent');
  await agent.begin();
  await until('the page is refused', () => agent.says('refused'));
  assert.equal(await agent.says('refused'), 'NotAllowedError');
  assert.equal(await agent.says('alive'), false);
  await assert.rejects(agent.client.command('set_ready'), { reject: 'agent_unreachable' });
});

test('a second page of the same user takes over, and the call goes on there', async (t) => {
  const talk = await floor.talk(t);
  const { agent, contact } = talk;
  const first = agent.page;
  t.after(() => first.close());
  const at = Date.now();
  await agent.openIn(floor.browser);
  await agent.connect();
  await untilBothHear(talk, Date.now());
  print('taken over by a second page', {
    'customer without the agent': silence(await talk.customer.heard(at - BEFORE_MS), 'agent') });
  assert.equal(await agent.contact(), contact);
  assert.equal(await agent.state(), 'talking');
  await floor.endByCustomer(talk);
});

test('a page is told that another one has taken over', async (t) => {
  const agent = await floor.agent(t);
  const first = agent.page;
  t.after(() => first.close());
  await agent.connect();
  await agent.openIn(floor.browser);
  await agent.connect();
  await until('the first page is told', () => first.evaluate(() => window.phone.elsewhere));
  assert.match(await first.evaluate(() => window.phone.gone), /another page/);
});

test('a page whose microphone stopped keeps its call', async (t) => {
  const talk = await floor.talk(t);
  const { agent, customer } = talk;
  await agent.page.evaluate(() => window.phone.microphone.getTracks()[0].stop());
  const stopped = Date.now();
  await untilHears(customer, 'silence', stopped);
  await untilHears(agent, 'customer', stopped);
  assert.equal(await agent.state(), 'talking');
  await floor.endByCustomer(talk);
});

test('a muted page is not heard, and hears', async (t) => {
  const talk = await floor.talk(t);
  const { agent, customer } = talk;
  await agent.mute(true);
  const muted = Date.now();
  await Promise.all([untilHears(customer, 'silence', muted), untilHears(agent, 'customer', muted)]);
  await agent.mute(false);
  const back = Date.now();
  await untilHears(customer, 'agent', back);
  print('mute', { 'silent after': firstAt(await customer.heard(muted), 'silence', muted) - muted,
    'heard again after': firstAt(await customer.heard(back), 'agent', back) - back });
  await floor.endByCustomer(talk);
});
