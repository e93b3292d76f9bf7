// What the live floor may cost its page: 15,000 agents, 1,200 changes a second, by CPU time of the main thread, and by heap.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { AT } from './seed.mjs';
import { FloorSeed } from './seed_floor.mjs';
import { Server } from './server.mjs';
import { Stage } from './stage.mjs';
import { settle, startBrowser } from './still.mjs';
import { untilPast } from './wait.mjs';

const AGENTS = 15_000;
const CHANGES_A_SECOND = 1200;
const MESSAGES_A_SECOND = 10;
const WARM_MS = 2000;
const MEASURED_MS = 6000;
const SCROLL_PIXELS = 45; // A frame.
const CORE_MAX = 0.25;
const CORE_OF_ITSELF_MAX = 0.1; // Behind what the page costs when nothing changes.
const HEAP_GROWTH_MAX = 2_000_000;
const NODES_GROWTH_MAX = 50;
const LISTENERS_GROWTH_MAX = 10;

let server;
let browser;
before(async () => {
  server = await new Server().start();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page of the whole floor whose clock runs, and the line to its engine. */
async function openFloor(t) {
  const seed = new FloorSeed(AGENTS);
  const stage = await Stage.open(browser.context, server, { path: '/command', user: 's01',
    roles: ['supervisor'], topics: { board: seed.snapshot() } }, { language: 'es', theme: 'dark' });
  const { page } = stage;
  t.after(() => page.close());
  await page.locator(`[role=grid][aria-rowcount="${AGENTS + 1}"] [aria-rowindex="20"]`).waitFor();
  await page.evaluate((at) => {
    const from = performance.now();
    setInterval(() => window.setNow(at + performance.now() - from), 100);
  }, AT);
  const line = await browser.context.newCDPSession(page);
  await line.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { stage, page, line, seed };
}

/** Tells changes until it is stopped; gives how many it told. */
function churn(stage, seed) {
  let told = 0;
  let position = 1000;
  const from = Date.now();
  const each = setInterval(() => { // What a busy machine left out is made up for.
    const due = Math.floor((Date.now() - from) * CHANGES_A_SECOND / 1000) - told;
    stage.tell({ topic: 'board', position: ++position, changes: seed.changes(due) });
    told += due;
  }, 1000 / MESSAGES_A_SECOND);
  return () => {
    clearInterval(each);
    return told;
  };
}

async function metric(line, name) {
  const { metrics } = await line.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name).value;
}

/** The part of a core that the page's main thread takes from now on. */
async function share(line) {
  const [from, before] = [Date.now(), await metric(line, 'ThreadTime')];
  await untilPast(from + MEASURED_MS);
  return (await metric(line, 'ThreadTime') - before) * 1000 / (Date.now() - from);
}

const percent = (part) => `${(part * 100).toFixed(1)} %`;

test('the floor at 1,200 changes a second takes at most a quarter of a core', async (t) => {
  const { stage, page, line, seed } = await openFloor(t);
  await untilPast(Date.now() + WARM_MS);
  const still = await share(line);
  const before = await page.locator('[role=grid]').innerText();
  const stop = churn(stage, seed);
  t.after(stop);
  await untilPast(Date.now() + WARM_MS);
  assert.notEqual(await page.locator('[role=grid]').innerText(), before, 'no change is shown');
  const live = await share(line);
  const from = Date.now();
  const frames = page.evaluate(({ pixels, ms }) => new Promise((resolve) => {
    const grid = document.querySelector('[role=grid]');
    const end = performance.now() + ms;
    let count = 0;
    requestAnimationFrame(function move() {
      grid.scrollTop += pixels;
      count += 1;
      if (performance.now() < end) requestAnimationFrame(move);
      else resolve(count);
    });
  }), { pixels: SCROLL_PIXELS, ms: MEASURED_MS });
  const scrolled = await share(line);
  const [drawn, top] = [await frames, await page.locator('[role=grid]').evaluate((e) => e.scrollTop)];
  console.log(`${AGENTS} rows: nothing changes ${percent(still)}, ${CHANGES_A_SECOND} changes a second `
    + `${percent(live)}, and scrolled as well ${percent(scrolled)} of a core `
    + `(${Math.round(drawn * 1000 / (Date.now() - from))} frames a second)`);
  assert.ok(top > SCROLL_PIXELS * drawn / 2, 'it was not scrolled');
  assert.deepEqual(stage.faults, []);
  assert.ok(stop() > CHANGES_A_SECOND * MEASURED_MS / 1000, 'the changes were not told');
  assert.ok(live <= CORE_MAX, `${percent(live)} of a core`);
  assert.ok(live - still <= CORE_OF_ITSELF_MAX, `changes take ${percent(live - still)} of a core`);
});

/** Of the page behind two collections: what it uses that is not garbage. */
async function usage(line) {
  for (let i = 0; i < 2; ++i) await line.send('HeapProfiler.collectGarbage');
  return { heap: await metric(line, 'JSHeapUsedSize'), nodes: await metric(line, 'Nodes'),
    listeners: await metric(line, 'JSEventListeners') };
}

test('changes, orders and filters leave the floor as large as it was', async (t) => {
  const { stage, page, line, seed } = await openFloor(t);
  const stop = churn(stage, seed);
  t.after(stop);
  const chip = page.locator('[role=group][data-slides] button').nth(1);
  const live = async () => { // Each filter is another order and other sums.
    const end = Date.now() + MEASURED_MS / 2;
    while (Date.now() < end) {
      await chip.click();
      await page.keyboard.press('End');
    }
    if (await chip.getAttribute('aria-pressed') === 'true') await chip.click();
    await settle(page);
  };
  await live();
  const first = await usage(line);
  await live();
  await live();
  const last = await usage(line);
  const grown = Object.fromEntries(Object.keys(first).map((key) => [key, last[key] - first[key]]));
  console.log(`${AGENTS} rows, ${stop()} changes: heap ${(last.heap / 1e6).toFixed(1)} MB, `
    + `grown by ${JSON.stringify(grown)}`);
  assert.deepEqual(stage.faults, []);
  assert.ok(grown.heap <= HEAP_GROWTH_MAX, `heap: ${grown.heap} bytes more`);
  assert.ok(grown.nodes <= NODES_GROWTH_MAX, `nodes: ${grown.nodes} more`);
  assert.ok(grown.listeners <= LISTENERS_GROWTH_MAX, `listeners: ${grown.listeners} more`);
});
