// From the sign-in to a contact that is wrapped up, with a real customer and without a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Desk } from './desk.mjs';
import { Floor, untilHears } from './floor.mjs';
import { focusOf } from './focus.mjs';
import { until } from './wait.mjs';

const TABS_MAX = 40;
const CODE = '1007';
const QUEUE = '5001'; // Its wrap-up lasts longer than this test waits for it to end by itself.

const floor = Floor.ofFile();

/** Of a page: keys alone, and after each of them the focus is somewhere, seen and not covered. */
class Keys {
  constructor(page) {
    this.page = page;
  }

  async look(after) {
    const focus = await focusOf(this.page);
    assert.deepEqual(focus.faults, [], `after ${after}: ${JSON.stringify(focus)}`);
    return focus;
  }

  async press(key) {
    await this.page.keyboard.press(key);
    return this.look(key);
  }

  /** With the Tab key to the control that `is` the wanted one. */
  async tabTo(what, is) {
    let focus = await this.look('before a Tab');
    for (let i = 0; i < TABS_MAX && !is(focus); ++i) focus = await this.press('Tab');
    assert.ok(is(focus), `no Tab leads to ${what}`);
  }

  /** Once the page shows it, the focus still is somewhere. */
  async behind(what, selector) {
    await this.page.locator(selector).first().waitFor();
    await until(`the focus is somewhere behind ${what}`,
      async () => (await focusOf(this.page)).faults.length === 0);
    return this.look(what);
  }
}

test('sign in, check, be ready, accept, mute, hold, keypad, hang up, wrap up: by keys alone', async (t) => {
  const desk = await Desk.open(floor.browser.context, floor.server, CODE);
  const { page } = desk;
  t.after(() => page.close());
  const keys = new Keys(page);
  const customer = floor.customer(t);

  await page.locator('#user:focus').waitFor();
  await page.keyboard.type(CODE);
  await keys.tabTo('the password', ({ id }) => id === 'password');
  await page.keyboard.type(`demo-${CODE}`);
  await page.keyboard.press('Enter');
  await desk.beginButton().waitFor();
  await keys.behind('the sign-in', '#content h2');

  await keys.tabTo('the button that begins the shift', ({ isPrimary }) => isPrimary);
  await page.keyboard.press('Enter');
  await desk.untilState('ready');
  await keys.behind('the check', '#idle-title');

  await customer.call(QUEUE);
  await page.locator('[aria-keyshortcuts=F2]:focus').waitFor(); // An offer takes the focus.
  await keys.behind('an offer', '#offer-title');
  await page.locator('[aria-keyshortcuts=F2][aria-disabled=false]').waitFor();
  await page.keyboard.press('Enter');
  await desk.untilState('talking');
  const contact = await desk.contact();
  await keys.behind('the answer', '#call-title');
  await untilHears(customer, 'agent', Date.now());

  await keys.press('F8');
  await page.locator('[aria-keyshortcuts=F8][aria-pressed=true]').waitFor();
  await untilHears(customer, 'silence', Date.now());
  await keys.press('F8');
  await page.locator('[aria-keyshortcuts=F8][aria-pressed=false]').waitFor();
  await keys.press('F9');
  await desk.untilState('hold');
  await keys.behind('hold', '#call-title');
  await page.locator('[aria-keyshortcuts=F9][aria-disabled=false]').waitFor();
  await keys.press('F9');
  await desk.untilState('talking');
  await untilHears(customer, 'agent', Date.now());

  await keys.tabTo('the keypad', ({ name }) => /^(Keypad|Teclado)$/.test(name));
  await keys.press('Enter');
  for (const digit of '1#9') await keys.press(digit);
  await until('the digits', async () => await customer.digits() === '1#9');
  await page.keyboard.press('Escape');
  await keys.behind('the keypad', '#call-title');

  await keys.press('Shift+F2');
  assert.equal(await customer.end(), 'BYE');
  await keys.behind('the call', '#wrap-title');
  await page.locator('[aria-keyshortcuts=F4][aria-disabled=false]').waitFor();
  await page.keyboard.press('F4');
  await desk.untilState('ready');
  await floor.untilHandled(contact);
  await keys.behind('the wrap-up', '#idle-title');
});
