// An agent at a page and a customer at a phone hear each other, by whichever codec.
import { test } from 'node:test';

import { Floor, untilBothHear, untilHears } from './floor.mjs';
import { firstAt, print } from './hear.mjs';
import { until } from './wait.mjs';

const DIGITS = '1#9';

const floor = Floor.ofFile();

for (const [name, codecs] of [['Opus', undefined], ['G.711 alone', ['PCMU', 'telephone-event']]]) {
  test(`both hear each other, and the customer the agent's digits, ${name}`, async (t) => {
    const talk = await floor.talk(t, { codecs });
    const { agent, customer, accepted } = talk;
    print(`accepted, ${name}`, {
      'agent hears after': firstAt(await agent.heard(accepted), 'customer', accepted) - accepted,
      'customer hears after': firstAt(await customer.heard(accepted), 'agent', accepted) - accepted,
    });
    await agent.page.evaluate((digits) => window.phone.keypad(digits), DIGITS);
    await until('the digits', async () => await customer.digits() === DIGITS);
    await floor.endByCustomer(talk);
  });
}

test('a customer in hold hears music and not the agent, who hears nothing', async (t) => {
  const talk = await floor.talk(t);
  const { agent, customer, contact } = talk;
  await agent.tell('hold', contact);
  const held = Date.now();
  await Promise.all([untilHears(agent, 'silence', held), untilHears(customer, 'sound', held)]);
  await agent.tell('resume', contact);
  await untilBothHear(talk, Date.now());
  await floor.endByCustomer(talk);
});
