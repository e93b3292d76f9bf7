// What the tests share: a server for a file of them, its people, and how a contact begins and ends.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { Agent } from './agent.mjs';
import { Browser } from './browser.mjs';
import { Caller } from './caller.mjs';
import { share, silence } from './hear.mjs';
import { Server } from './server.mjs';
import { until } from './wait.mjs';

export const TONES = { customer: 440, agent: 1000, supervisor: 1600, second: 2300 };
export const QUEUE = '5000';
// All of them speak Spanish, which the queue asks for.
const AGENTS = ['1001', '1002', '1003', '1004', '1005', '1006', '1011', '1012', '1013', '1014',
  '1008', '1009', '1010', '1015', '1016', '1017', '1018'];
const HEAR_MS = 600;

export class Floor {
  #agents = 0;

  /** Begins with the file's first test and ends behind its last one. `times`: see Server. */
  static ofFile({ times } = {}) {
    const floor = new Floor();
    before(async () => {
      floor.server = await new Server(times).start();
      floor.browser = await Browser.start(TONES.agent);
    });
    after(async () => {
      await floor.browser?.close();
      await floor.server?.stop();
    });
    return floor;
  }

  /** An agent whom no other test of the file has, at a page; ends with the test. */
  async agent(test, { browser = this.browser, address } = {}) {
    const code = AGENTS[this.#agents++];
    const agent = await Agent.open(browser, this.server, code, TONES, address);
    test.after(() => agent.leave());
    return agent;
  }

  /** A customer at a phone who has not called yet; ends with the test. */
  customer(test) {
    const customer = new Caller(this.server.sip, TONES.customer, TONES);
    test.after(() => customer.close());
    return customer;
  }

  /** {agent, customer, contact}: they talk and hear each other. */
  async talk(test, { codecs, ...how } = {}) {
    const agent = await this.agent(test, how);
    await agent.connect(codecs);
    await agent.setReady();
    const customer = this.customer(test);
    await customer.call(QUEUE);
    const contact = await agent.contact();
    const accepted = Date.now();
    await agent.tell('accept_offer', contact);
    await agent.untilState('talking');
    await untilBothHear({ agent, customer }, accepted);
    return { agent, customer, contact, accepted };
  }

  /** The customer hangs up, and the contact was one, handled once. */
  async endByCustomer({ customer, contact }) {
    await customer.hangUp();
    return this.untilHandled(contact);
  }

  async untilHandled(contact) {
    const life = await this.untilClosed(contact);
    assert.equal(life.end, 'handled');
    for (const once of ['contact_arrived', 'contact_connected', 'contact_closed']) {
      assert.equal(life.events.filter(({ kind }) => kind === once).length, 1, once);
    }
    return life;
  }

  /** The agent's work after that call has begun; it may be over, which a look at the state misses. */
  untilWrapsUp({ code }, contact) {
    return until(`${code} wraps up`, async () => {
      const { events } = await this.server.watcher.contact(contact);
      return events.some(({ kind, agent }) => kind === 'wrap_up_started' && agent === code);
    });
  }

  async untilClosed(contact) {
    await until(`contact ${contact} is closed`,
      async () => (await this.server.watcher.contact(contact)).state === 'closed', 15);
    return this.server.watcher.contact(contact);
  }
}

/** Only this is heard by whoever listens, for as long as it takes to be sure, behind `since`;
 *  "silence" is also nothing at all. */
export async function untilHears(listener, what, since, seconds = 10) {
  await until(`${what} is heard`, async () => {
    const now = Date.now();
    if (now - since < HEAR_MS) return false;
    const heard = await listener.heard(now - HEAR_MS);
    if (what === 'silence') return heard.every(([, sound]) => sound === what);
    return heard.length >= HEAR_MS / 40 && share(heard, what) > 0.95;
  }, seconds);
}

/** These are heard at once, and nothing else, for as long as it takes to be sure. */
export async function untilHearsAtOnce(listener, names, since, seconds = 10) {
  const wanted = [...names].sort().join('+');
  let last;
  await until(`"${wanted}" is heard`, async () => {
    const now = Date.now();
    if (now - since < HEAR_MS) return false;
    const heard = (await listener.chords(now - HEAR_MS)).map(([when, tones]) =>
      [when, [...tones].sort().join('+')]);
    if (wanted === '') return heard.every(([, tones]) => tones === '');
    last = heard;
    return heard.length >= HEAR_MS / 40 && share(heard, wanted) > 0.9;
  }, seconds).catch((late) => {
    throw new Error(`${late.message}; heard: ${JSON.stringify(last?.slice(-5))}`);
  });
}

export async function untilBothHear({ agent, customer }, since, seconds) {
  await Promise.all([untilHears(agent, 'customer', since, seconds),
    untilHears(customer, 'agent', since, seconds)]);
}

/** How long each of both missed the other since then. */
export async function silences({ agent, customer }, since) {
  return { 'agent without the customer': silence(await agent.heard(since), 'customer'),
    'customer without the agent': silence(await customer.heard(since), 'agent') };
}
