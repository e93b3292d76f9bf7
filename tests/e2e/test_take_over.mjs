// Somebody beside a conversation takes it over: the customer is theirs, the agent is out of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Agent } from './agent.mjs';
import { Browser } from './browser.mjs';
import { Floor, TONES, untilHearsAtOnce } from './floor.mjs';
import { print, silence } from './hear.mjs';
import { assertShort } from './machine.mjs';
import { TeamPage } from './team_page.mjs';
import { until, untilPast } from './wait.mjs';

const SUPERVISOR = 's01';
const GAP_MS_MAX = 300;
const HOLD_MS = 1_200; // Longer than the button has to be held.
const SILENCE_MS_MAX = 2_000; // Of a voice process that dies.

const floor = Floor.ofFile();
let browser;
before(async () => { browser = await Browser.start(TONES.supervisor); });
after(() => browser?.close());

const supervise = ({ supervisor, agent }, mode) =>
  supervisor.client.command('supervise', { agent: agent.code, mode, why: 'coaching' });

const rowOf = async ({ contact }) =>
  (await floor.server.watcher.get('/board')).contacts.find(({ id }) => id === contact);

/** The agent has no customer any more, but work after the call that says so, which ends. */
async function untilWrappedUp({ agent, contact }) {
  const life = await until('the agent has wrapped up', async () => {
    const now = await floor.server.watcher.contact(contact);
    return now.events.some(({ kind }) => kind === 'wrap_up_ended') && now;
  });
  const started = life.events.filter(({ kind }) => kind === 'wrap_up_started');
  assert.deepEqual(started.map((event) => [event.agent, event.handed_over]), [[agent.code, true]]);
  const row = await floor.server.watcher.agent(agent.code);
  assert.deepEqual([row.state, row.contact], ['ready', null]);
}

/** A call that a supervisor listened to and has taken over at `at`. */
async function takenOver(t) {
  const talk = await floor.talk(t);
  const supervisor = await Agent.open(browser, floor.server, SUPERVISOR, TONES);
  t.after(() => supervisor.leave());
  await supervisor.begin();
  await until('the page of the supervisor is alive', () => supervisor.says('alive'));
  const taken = { ...talk, supervisor };
  await assert.rejects(supervise(taken, 'take_over'),
    ({ reject }) => reject === 'not_supervising');
  const listened = Date.now();
  await supervise(taken, 'listen');
  await untilHearsAtOnce(supervisor, ['customer', 'agent'], listened);
  const at = Date.now();
  await supervise(taken, 'take_over');
  await untilHearsAtOnce(talk.customer, ['supervisor'], at);
  await untilHearsAtOnce(supervisor, ['customer'], at);
  await untilHearsAtOnce(talk.agent, [], at);
  return { ...taken, at };
}

test('take over: the customer hears the supervisor, the agent is out and wraps up', async (t) => {
  const talk = await takenOver(t);
  const row = await rowOf(talk);
  assert.deepEqual([row.state, row.agent, row.taken_over_by, row.transferred_by],
    ['connected', null, SUPERVISOR, talk.agent.code]);
  await untilWrappedUp(talk);
  const heard = await talk.customer.chords(talk.at - 300);
  const anybody = heard.map(([when, tones]) => [when, tones.length > 0 ? 'somebody' : '']);
  const figures = { 'customer with nobody': silence(anybody, 'somebody') };
  print('a call is taken over', figures);
  assertShort(figures, GAP_MS_MAX, talk.at - 300);
  await assert.rejects(supervise(talk, 'barge'), ({ reject }) => reject === 'agent_busy');
  const ended = Date.now();
  await supervise(talk, 'off');
  await untilHearsAtOnce(talk.supervisor, [], ended);
  await until('the contact is over', async () => (await rowOf(talk)) === undefined);
  const life = await floor.server.watcher.contact(talk.contact);
  assert.equal(life.end, 'handled');
  assert.ok(life.events.some(({ kind }) => kind === 'contact_taken_over'));
});

async function supervisorAt(t, talk) {
  const team = await TeamPage.open(browser.context, floor.server, SUPERVISOR, talk.agent.code);
  t.after(() => team.page.close());
  return team;
}

test('by the bar of the page: held for long enough, and ended by its key', async (t) => {
  const talk = await floor.talk(t);
  const team = await supervisorAt(t, talk);
  const listened = Date.now();
  await team.beside('listen');
  await untilHearsAtOnce(talk.customer, ['agent'], listened);
  // The console's microphone takes a tone for noise and makes it faint: alone it is heard.
  await talk.agent.mute(true);
  const barged = Date.now();
  await team.beside('barge');
  await untilHearsAtOnce(talk.customer, ['supervisor'], barged);

  await team.pressShortly();
  await untilPast(Date.now() + HOLD_MS);
  assert.equal((await rowOf(talk)).agent, talk.agent.code);
  assert.equal(await team.bar(), 'barge');

  const at = Date.now();
  await team.hold(() => team.untilBar('take_over'));
  await untilHearsAtOnce(talk.customer, ['supervisor'], at);
  await untilHearsAtOnce(talk.agent, [], at);
  await untilWrappedUp(talk);
  const muted = Date.now();
  await team.page.keyboard.press('F8');
  await untilHearsAtOnce(talk.customer, [], muted);
  const heard = Date.now();
  await team.page.keyboard.press('F8');
  await untilHearsAtOnce(talk.customer, ['supervisor'], heard);

  await team.page.keyboard.press('Shift+F2');
  await team.untilBar('gone');
  const life = await floor.untilHandled(talk.contact);
  assert.ok(life.events.some(({ kind, end }) => kind === 'supervision_ended' && end === 'transferred'));
});

test('by the bar of the page, without holding: activated twice, as a screen reader does', async (t) => {
  const talk = await floor.talk(t);
  const team = await supervisorAt(t, talk);
  await team.beside('whisper');
  await team.activate();
  await team.page.locator('button[data-held] small [data-shown=true]', { hasText: /otra vez|again/ }).waitFor();
  assert.equal(await team.bar(), 'whisper');
  const at = Date.now();
  await team.activate();
  await team.untilBar('take_over');
  await untilHearsAtOnce(talk.customer, ['supervisor'], at);
  await untilWrappedUp(talk);
  await floor.endByCustomer(talk);
  await team.untilBar('gone');
});

for (const process of ['core', 'voice']) {
  test(`kill -9 of ${process} in a call that was taken over`, async (t) => {
    const talk = await takenOver(t);
    const killed = floor.server.child(process);
    const at = await floor.server.kill(process);
    await until(`a new ${process}`, () => {
      const pid = floor.server.child(process);
      return pid !== undefined && pid !== killed;
    });
    await untilHearsAtOnce(talk.customer, ['supervisor'], at + SILENCE_MS_MAX);
    await untilHearsAtOnce(talk.supervisor, ['customer'], at + SILENCE_MS_MAX);
    await until('the board says so', async () => (await rowOf(talk))?.taken_over_by === SUPERVISOR);
    await floor.endByCustomer(talk);
  });
}
