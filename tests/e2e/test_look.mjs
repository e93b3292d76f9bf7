// Pages look as they looked when somebody last said that this is how they are to look.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { isWriting, keptLooks, look, whyNotComparable } from './look.mjs';
import { Server } from './server.mjs';
import { STATES } from './states.mjs';
import { DESKTOPS, startBrowser, still } from './still.mjs';

// Chromium draws a page whose size changed in parts now and then; what is ours is there each time.
const TRIES_MAX = 3;
const LOOKS = [['es', 'dark', 0], ['en', 'light', 1]];
const ALL_LOOKS = ['es', 'en'].flatMap((language) => ['dark', 'light']
  .flatMap((theme) => [0, 1].map((desktop) => [language, theme, desktop])));

const kept = STATES.filter((state) => state.look);
const looksOf = (state) => (state.look === 'all' ? ALL_LOOKS : LOOKS);
const nameOf = (state, [language, theme, desktop]) =>
  `${state.name}-${language}-${theme}-${DESKTOPS[desktop][0]}`;

let server;
let browser;
let notComparable;
before(async () => {
  server = await new Server().start();
  browser = await startBrowser();
  notComparable = await whyNotComparable(browser.context, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe('the look of a page', { concurrency: 2 }, () => {
  for (const state of kept) {
    for (const how of looksOf(state)) {
      test(`${nameOf(state, how)} looks as it is kept`, async (t) => {
        if (notComparable) return t.skip(notComparable);
        const [language, theme, desktop] = how;
        let wrong;
        for (let tries = 0; tries < TRIES_MAX && wrong !== ''; tries += 1) {
          const { page } = await still(browser.context, server, state, { language, theme },
            DESKTOPS[desktop]);
          wrong = await look(page, nameOf(state, how));
          await page.close();
        }
        assert.equal(wrong, '');
      });
    }
  }
});

test('every picture that is kept is one of a page', () => {
  const wanted = kept.flatMap((state) => looksOf(state).map((how) => nameOf(state, how)));
  assert.deepEqual(keptLooks(), wanted.sort());
  if (isWriting) console.log(`${wanted.length} pictures written: look at them, then commit them`);
});
