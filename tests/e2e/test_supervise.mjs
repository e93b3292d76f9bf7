// Somebody beside a conversation: who hears whom as they listen, whisper and barge.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Agent } from './agent.mjs';
import { Browser } from './browser.mjs';
import { Floor, silences, TONES, untilHearsAtOnce } from './floor.mjs';
import { print, silence } from './hear.mjs';
import { assertShort } from './machine.mjs';
import { until, untilPast } from './wait.mjs';

const SUPERVISOR = 's01';
const SILENCE_MS_MAX = 2_000; // Of a voice process that dies.
const GAP_MS_MAX = 300; // Of a mode that changes.
const WITHIN_MS = 10_000;

const floor = Floor.ofFile();
let browser;
before(async () => { browser = await Browser.start(TONES.supervisor); });
after(() => browser?.close());

async function supervised(t) {
  const talk = await floor.talk(t);
  const supervisor = await Agent.open(browser, floor.server, SUPERVISOR, TONES);
  t.after(() => supervisor.leave());
  await supervisor.begin();
  await until('the page of the supervisor is alive', () => supervisor.says('alive'));
  return { ...talk, supervisor };
}

const supervise = ({ supervisor, agent }, mode) =>
  supervisor.client.command('supervise', { agent: agent.code, mode, why: 'coaching' });

/** Each of them hears exactly these at once, behind `since`. */
async function hear({ customer, agent, supervisor }, since, expected) {
  const parties = { customer, agent, supervisor };
  await Promise.all(Object.entries(expected).map(async ([name, tones]) => {
    try {
      await untilHearsAtOnce(parties[name], tones, since);
    } catch (wrong) {
      throw new Error(`${name}: ${wrong.message}`);
    }
  }));
}

const LISTEN = { customer: ['agent'], agent: ['customer'], supervisor: ['customer', 'agent'] };
const WHISPER = { ...LISTEN, agent: ['customer', 'supervisor'] };
const BARGE = { ...WHISPER, customer: ['agent', 'supervisor'] };

/** The longest time without that one, whoever else was heard. */
async function without(listener, name, since) {
  const heard = await listener.chords(since - 300);
  return silence(heard.map(([when, tones]) => [when, tones.includes(name) ? name : '']), name);
}

/** Who supervises the agent's contact, as the agent's own board says it. */
async function toldToAgent({ agent, contact }) {
  const { contacts } = await agent.client.get('/board');
  return contacts.find(({ id }) => id === contact)?.supervisors ?? [];
}

test('listen, whisper, barge and off: who hears whom, without a gap in the call', async (t) => {
  const talk = await supervised(t);
  const began = Date.now();
  for (const [mode, heard] of [['listen', LISTEN], ['whisper', WHISPER], ['barge', BARGE],
    ['listen', LISTEN]]) {
    const at = Date.now();
    await supervise(talk, mode);
    await hear(talk, at, heard);
    const [told, ...more] = await toldToAgent(talk);
    assert.deepEqual([told.user, told.mode, told.why, more.length],
      [SUPERVISOR, mode, 'coaching', 0]);
  }
  const ended = Date.now();
  await supervise(talk, 'off');
  await hear(talk, ended, { customer: ['agent'], agent: ['customer'], supervisor: [] });
  assert.deepEqual(await toldToAgent(talk), []);
  const figures = { 'agent without the customer': await without(talk.agent, 'customer', began),
    'customer without the agent': await without(talk.customer, 'agent', began) };
  print('listen, whisper, barge, listen, off', figures);
  assertShort(figures, GAP_MS_MAX, began);
  await floor.endByCustomer(talk);
});

test('a call is never touched by who only listens', async (t) => {
  const talk = await supervised(t);
  const at = Date.now();
  await supervise(talk, 'listen');
  await hear(talk, at, LISTEN);
  await supervise(talk, 'off');
  await untilPast(Date.now() + 500);
  assertShort(await silences(talk, at - 300), GAP_MS_MAX, at - 300);
  await floor.endByCustomer(talk);
});

test('a whisper reaches the agent who has the customer in hold', async (t) => {
  const talk = await supervised(t);
  const at = Date.now();
  await supervise(talk, 'whisper');
  await hear(talk, at, WHISPER);
  const held = Date.now();
  await talk.agent.tell('hold', talk.contact);
  await hear(talk, held, { agent: ['supervisor'], supervisor: ['agent'] });
  const resumed = Date.now();
  await talk.agent.tell('resume', talk.contact);
  await hear(talk, resumed, WHISPER);
  await floor.endByCustomer(talk);
});

test('it ends with the conversation, and the supervisor may hear the next one', async (t) => {
  const talk = await supervised(t);
  const at = Date.now();
  await supervise(talk, 'listen');
  await hear(talk, at, LISTEN);
  const over = Date.now();
  await floor.endByCustomer(talk);
  await untilHearsAtOnce(talk.supervisor, [], over);
  await assert.rejects(supervise(talk, 'listen'), ({ reject }) => reject === 'agent_not_connected');
  const life = await floor.server.watcher.contact(talk.contact);
  const kinds = life.events.map(({ kind }) => kind).filter((kind) => kind.startsWith('supervision'));
  assert.deepEqual(kinds, ['supervision_started', 'supervision_joined', 'supervision_ended']);
});

test('a supervisor whose page goes is out of it, and nobody hears that', async (t) => {
  const talk = await supervised(t);
  const at = Date.now();
  await supervise(talk, 'barge');
  await hear(talk, at, BARGE);
  const left = Date.now();
  await talk.supervisor.leave();
  await hear(talk, left, { customer: ['agent'], agent: ['customer'] });
  await until('nobody supervises', async () => (await toldToAgent(talk)).length === 0,
    WITHIN_MS / 1000);
  await floor.endByCustomer(talk);
});

for (const process of ['core', 'voice']) {
  test(`kill -9 of ${process} while a supervisor barges in`, async (t) => {
    const talk = await supervised(t);
    const began = Date.now();
    await supervise(talk, 'barge');
    await hear(talk, began, BARGE);
    const killed = floor.server.child(process);
    const at = await floor.server.kill(process);
    await until(`a new ${process}`, () => {
      const pid = floor.server.child(process);
      return pid !== undefined && pid !== killed;
    });
    await hear(talk, at + SILENCE_MS_MAX, BARGE);
    await until('the agent is told', async () => (await toldToAgent(talk)).length === 1);
    await floor.endByCustomer(talk);
  });
}
