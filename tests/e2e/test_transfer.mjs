// A second agent in a contact: who hears whom in transfers, consultations and conferences.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Browser } from './browser.mjs';
import { Floor, TONES, untilBothHear, untilHears, untilHearsAtOnce } from './floor.mjs';
import { print, silence } from './hear.mjs';
import { assertShort } from './machine.mjs';
import { until } from './wait.mjs';

const QUEUE = 'soporte';
const GAP_MS_MAX = 300; // Of a mode that changes, for who goes on hearing the other.

const floor = Floor.ofFile();
let browser;
before(async () => { browser = await Browser.start(TONES.second); });
after(() => browser?.close());

/** A conversation, and another agent who is ready at a page of a browser with a tone of its own. */
async function withSecond(t) {
  const talk = await floor.talk(t);
  const second = await floor.agent(t, { browser });
  await second.connect();
  await second.setReady();
  return { ...talk, second };
}

const agentOf = ({ code }) => `agent:${code}`;

const transfer = ({ agent, contact }, to, mode) =>
  agent.client.command('transfer', { contact, to, mode });

async function answer({ second, contact }) {
  await second.untilState('reserved');
  assert.equal(await second.contact(), contact);
  await second.tell('accept_offer', contact);
}

/** The second has answered and is heard by the agent, while the customer hears music. */
async function consulted(t) {
  const talk = await withSecond(t);
  await transfer(talk, agentOf(talk.second), 'consult');
  await talk.agent.untilState('consult');
  await answer(talk);
  await talk.second.untilState('consult');
  const at = Date.now();
  await hear(talk, at, { agent: ['second'], second: ['agent'] });
  return { ...talk, at };
}

/** Each of them hears exactly these at once, behind `since`. */
async function hear(parties, since, expected) {
  await Promise.all(Object.entries(expected).map(async ([name, tones]) => {
    try {
      await untilHearsAtOnce(parties[name], tones, since);
    } catch (wrong) {
      throw new Error(`${name}: ${wrong.message}`);
    }
  }));
}

const ALL_THREE = { customer: ['agent', 'second'], agent: ['customer', 'second'],
  second: ['agent', 'customer'] };

/** The longest time without that one, whoever else was heard. */
async function without(listener, name, since) {
  const heard = await listener.chords(since - 300);
  return silence(heard.map(([when, tones]) => [when, tones.includes(name) ? name : '']), name);
}

/** How often the customer's loudest sound was one of the agents since then. */
async function agentsHeard({ customer }, since) {
  const heard = await customer.heard(since);
  return heard.filter(([, what]) => what === 'agent' || what === 'second').length;
}

const stateOf = async ({ contact }) =>
  (await floor.server.watcher.get('/board')).contacts.find(({ id }) => id === contact);

const kindsOf = async ({ contact }, ...kinds) => {
  const { events } = await floor.server.watcher.contact(contact);
  return events.map(({ kind }) => kind).filter((kind) => kinds.includes(kind));
};

test('a blind transfer to an agent: the customer is theirs, the first wraps up', async (t) => {
  const talk = await withSecond(t);
  const { agent, second, customer, contact } = talk;
  await transfer(talk, agentOf(second), 'blind');
  await floor.untilWrapsUp(agent, talk.contact);
  await answer(talk);
  await second.untilState('talking');
  await hear(talk, Date.now(), { customer: ['second'], second: ['customer'], agent: [] });
  assert.equal((await stateOf(talk)).agent, second.code);
  await customer.hangUp();
  const life = await floor.untilClosed(contact);
  assert.deepEqual([life.end, life.agents], ['handled', [agent.code, second.code]]);
});

test('a blind transfer to a queue: whoever is ready there has it next', async (t) => {
  const talk = await withSecond(t);
  const { second, customer } = talk;
  await transfer(talk, `queue:${QUEUE}`, 'blind');
  await answer(talk);
  await second.untilState('talking');
  await hear(talk, Date.now(), { customer: ['second'], second: ['customer'], agent: [] });
  await customer.hangUp();
  const life = await floor.untilClosed(talk.contact);
  assert.equal(life.events.filter(({ kind }) => kind === 'contact_transferred').length, 1);
});

test('a consultation is between the agents, and the customer hears none of it', async (t) => {
  const talk = await consulted(t);
  const { agent, second, customer, at } = talk;
  assert.equal((await stateOf(talk)).state, 'consulting');
  await untilHears(customer, 'sound', at);
  assert.equal(await agentsHeard(talk, at), 0);
  const back = Date.now();
  await agent.tell('end_consult', talk.contact);
  await second.untilState('ready');
  await agent.untilState('hold');
  await hear(talk, back, { second: [] });
  await agent.tell('resume', talk.contact);
  await untilBothHear(talk, Date.now());
  await floor.endByCustomer(talk);
});

test('a transfer that was asked first: completed, the two left hear each other', async (t) => {
  const talk = await consulted(t);
  const { agent, second, customer } = talk;
  const handed = Date.now();
  await transfer(talk, agentOf(second), 'blind');
  await floor.untilWrapsUp(agent, talk.contact);
  await second.untilState('talking');
  await hear(talk, handed, { customer: ['second'], second: ['customer'], agent: [] });
  await customer.hangUp();
  await floor.untilClosed(talk.contact);
});

test('a conference: all three hear each other, apart and together again', async (t) => {
  const talk = await withSecond(t);
  const { agent, second, customer, contact } = talk;
  const began = Date.now();
  await agent.client.command('conference', { contact, to: agentOf(second) });
  await hear(talk, began, { customer: ['agent'], agent: ['customer'] }); // While it rings.
  await answer(talk);
  await second.untilState('talking');
  await hear(talk, Date.now(), ALL_THREE);
  assert.equal((await stateOf(talk)).state, 'conferencing');
  const gap = { 'customer without the agent': await without(customer, 'agent', began),
    'agent without the customer': await without(agent, 'customer', began) };
  print('into a conference', gap);
  assertShort(gap, GAP_MS_MAX, began);

  const apart = Date.now();
  await agent.tell('hold', contact);
  await hear(talk, apart, { agent: ['second'], second: ['agent'] });
  await untilHears(customer, 'sound', apart);
  const together = Date.now();
  await agent.tell('resume', contact);
  await hear(talk, together, ALL_THREE);

  const alone = Date.now();
  await second.tell('hang_up', contact);
  await second.untilState('ready');
  await hear(talk, alone, { customer: ['agent'], agent: ['customer'], second: [] });
  await floor.endByCustomer(talk);
});

test('who does not want to join leaves the agent with the customer on hold', async (t) => {
  const talk = await withSecond(t);
  const { agent, second, customer, contact } = talk;
  const at = Date.now();
  await transfer(talk, agentOf(second), 'consult');
  await second.untilState('reserved');
  await second.tell('decline_offer', contact);
  await agent.untilState('hold');
  await untilHears(customer, 'sound', at);
  await until('nobody is second', async () => (await stateOf(talk)).second === null);
  await agent.tell('resume', contact);
  await untilBothHear(talk, Date.now());
  await floor.endByCustomer(talk);
  assert.deepEqual(await kindsOf(talk, 'second_asked', 'second_joined', 'second_left'),
    ['second_asked', 'second_left']);
});

test('the customer hangs up in a conference: both are free', async (t) => {
  const talk = await consulted(t);
  const { agent, second, contact } = talk;
  await agent.tell('resume', contact);
  await hear(talk, Date.now(), ALL_THREE);
  await talk.customer.hangUp();
  await floor.untilWrapsUp(agent, talk.contact);
  await second.untilState('ready');
  await floor.untilClosed(contact);
});

test('an agent whose page goes while the second talks leaves them the customer', async (t) => {
  const talk = await consulted(t);
  const { agent, second, customer, contact } = talk;
  await agent.tell('resume', contact);
  await hear(talk, Date.now(), ALL_THREE);
  const left = Date.now();
  await agent.leave();
  await until('the second has it', async () => (await stateOf(talk)).agent === second.code, 20);
  await hear(talk, left, { customer: ['second'], second: ['customer'] });
  await customer.hangUp();
  await floor.untilClosed(contact);
});
