// How a contact begins and ends between a page and a customer, and what becomes of the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Floor, QUEUE, untilHears } from './floor.mjs';
import { SHORT } from './server.mjs';

const floor = Floor.ofFile({ times: { ...SHORT, 'ring_s = 20': 'ring_s = 5' } });

test('the customer hangs up: wrap-up, and the page is ready for the next one', async (t) => {
  const talk = await floor.talk(t);
  const { agent } = talk;
  const connection = await agent.says('number');
  await floor.endByCustomer(talk);
  await untilHears(agent, 'silence', Date.now());
  await agent.untilState('ready');
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  const next = await agent.contact();
  await agent.tell('accept_offer', next);
  await untilHears(agent, 'customer', Date.now());
  assert.equal(await agent.says('number'), connection, 'one connection for all contacts');
  await floor.endByCustomer({ customer, contact: next });
});

test('the agent hangs up: the customer hears of it', async (t) => {
  const { agent, customer, contact } = await floor.talk(t);
  await agent.tell('hang_up', contact);
  assert.equal(await customer.end(), 'BYE');
  await floor.untilHandled(contact);
  assert.equal(await agent.says('alive'), true);
});

/** An agent alone on the floor with an offer. */
async function offered(t) {
  const agent = await floor.agent(t);
  await agent.connect();
  await agent.setReady();
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  return { agent, customer, contact: await agent.contact() };
}

test('an agent who declines is not asked again, and the customer waits on', async (t) => {
  const { agent, customer, contact } = await offered(t);
  await agent.tell('decline_offer', contact);
  await agent.untilState('missed');
  await untilHears(customer, 'sound', Date.now());
  await customer.hangUp();
  assert.match((await floor.untilClosed(contact)).end, /abandoned/);
});

test('an offer that is not accepted in time is missed', async (t) => {
  const { agent, customer, contact } = await offered(t);
  await agent.untilState('missed');
  await customer.hangUp();
  assert.match((await floor.untilClosed(contact)).end, /abandoned/);
});
