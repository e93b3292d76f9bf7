// Every page in every state: nothing for axe to say, no words cut off, and no page wider than its window.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

import { ABOUT, desk } from './seed.mjs';
import { RULES as SEED_RULES } from './seed_rules.mjs';
import { Server } from './server.mjs';
import { faultsOfSize } from './size.mjs';
import { STATES } from './states.mjs';
import { DESKTOPS, startBrowser, still } from './still.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WINDOWS = [[320, 640], ...DESKTOPS]; // In CSS pixels; the first of WCAG 1.4.10.

let server;
let browser;
before(async () => {
  server = await new Server().start();
  browser = await startBrowser();
  await browser.context.addInitScript({ path: AXE });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function faultsOfAxe(page, rules) {
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, {
    runOnly, resultTypes: ['violations'] }), rules);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) =>
    `${id}: ${help}\n  ${html}\n  ${failureSummary.replaceAll('\n', '\n  ')}`));
}

/** As a person's choice of theme makes it: preferences.ts. */
const setTheme = (page, theme) => page.evaluate((chosen) => {
  document.documentElement.dataset.theme = chosen;
}, theme);

/** What is wrong with the page of a state in one language; the other theme changes colours alone. */
async function faultsOf(state, { language, density, theme, otherTheme }) {
  const stage = await still(browser.context, server, state, { language, theme, density });
  const { page } = stage;
  const found = [];
  const add = (where, faults) => {
    for (const fault of faults) found.push(`${language}, ${where}: ${fault}`);
  };
  if (!state.mayFail) add('page', stage.faults);
  add(theme, await faultsOfAxe(page, { type: 'tag', values: RULES }));
  await setTheme(page, otherTheme);
  add(otherTheme, await faultsOfAxe(page, { type: 'rule', values: ['color-contrast'] }));
  for (const [width, height] of WINDOWS) {
    await page.setViewportSize({ width, height });
    add(`${width} wide`, await faultsOfSize(page));
  }
  await page.close();
  return found;
}

test('what staged pages are told has the members that the server tells', async () => {
  const said = await server.watcher.get('/board');
  const staged = desk();
  for (const rows of ['agents', 'queues']) {
    assert.deepEqual(Object.keys(staged[rows][0]).sort(), Object.keys(said[rows][0]).sort(), rows);
  }
  const rules = await server.watcher.get('/rules');
  const members = (one) => Object.keys(one).sort();
  for (const [at, of] of Object.entries({ rule: ({ rows }) => rows[0],
    condition: ({ rows }) => rows[0].when[0], counts: ({ rows }) => rows[0].counts,
    ladder: ({ ladder }) => ladder, level: ({ ladder }) => ladder.levels[0] })) {
    assert.deepEqual(members(of(SEED_RULES)), members(of(rules)), at);
  }
  assert.deepEqual(Object.keys(ABOUT), Object.keys(await server.watcher.get('/about')));
});

describe('a page', { concurrency: 2 }, () => {
  for (const state of STATES) {
    test(`${state.name}: for everybody, and within its window`, async () => {
      const found = [
        ...await faultsOf(state,
          { language: 'es', density: 'comfortable', theme: 'dark', otherTheme: 'light' }),
        ...await faultsOf(state,
          { language: 'en', density: 'compact', theme: 'light', otherTheme: 'dark' }),
      ];
      assert.equal(found.length, 0, `\n${found.join('\n')}\n`);
    });
  }
});
