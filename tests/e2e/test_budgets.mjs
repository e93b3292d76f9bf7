// What the desk may cost: bytes to load it, bytes to keep it, and memory over a shift.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Desk } from './desk.mjs';
import { Floor } from './floor.mjs';
import { desk as deskOf, eventsOf } from './seed.mjs';
import { Stage } from './stage.mjs';
import { settle, startBrowser } from './still.mjs';
import { untilPast } from './wait.mjs';

const LOAD_BYTES_MAX = 260_000;
const IDLE_BYTES_A_SECOND_MAX = 1000;
const IDLE_MS = 6000;
const CONTACTS = 60;
const WARM_CONTACTS = 10; // The engine's own tables and caches are there by then.
const HEAP_GROWTH_MAX = 10_000_000;
const NODES_GROWTH_MAX = 50;
const LISTENERS_GROWTH_MAX = 10;

const floor = Floor.ofFile();
let staged;
before(async () => { staged = await startBrowser(); });
after(async () => { await staged?.close(); });

test('the desk is loaded by few bytes, and an idle one takes few', async (t) => {
  const page = await floor.browser.context.newPage();
  t.after(() => page.close());
  const line = await floor.browser.context.newCDPSession(page);
  await line.send('Network.enable');
  let loaded = 0;
  let pushed = 0;
  line.on('Network.loadingFinished', ({ encodedDataLength }) => { loaded += encodedDataLength; });
  for (const event of ['webSocketFrameReceived', 'webSocketFrameSent']) {
    line.on(`Network.${event}`, ({ response }) => { pushed += response.payloadData.length; });
  }
  const desk = await Desk.open(floor.browser.context, floor.server, '1002', { page });
  await desk.begin();
  console.log(`the desk: ${loaded} bytes to load it`);
  assert.ok(loaded > 0 && loaded <= LOAD_BYTES_MAX, `${loaded} bytes`);
  const others = await floor.agent(t); // Who else is on the floor comes and goes meanwhile.
  await others.connect();
  const [from, before] = [Date.now(), pushed + loaded];
  await others.setReady();
  await untilPast(from + IDLE_MS);
  const rate = (pushed + loaded - before) * 1000 / (Date.now() - from);
  console.log(`an idle desk: ${Math.round(rate)} bytes a second`);
  assert.ok(rate <= IDLE_BYTES_A_SECOND_MAX, `${rate} bytes a second`);
});

/** Of the page behind two collections: what it uses that is not garbage. */
async function usage(line) {
  for (let i = 0; i < 2; ++i) await line.send('HeapProfiler.collectGarbage');
  const { metrics } = await line.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

test(`${CONTACTS} contacts through a page leave it as it was`, async (t) => {
  const ready = deskOf({ state: 'ready' });
  const stage = await Stage.open(staged.context, floor.server,
    { path: '/work', roles: ['agent'], desk: ready }, { language: 'es', theme: 'dark' });
  const { page } = stage;
  t.after(() => page.close());
  await page.locator('#idle-title').waitFor();
  const line = await staged.context.newCDPSession(page);
  await line.send('Performance.enable');
  const titles = { reserved: '#offer-title', talking: '#call-title', wrap_up: '#wrap-title',
    ready: '#idle-title' };
  let position = 1000;
  const live = async (contact) => {
    for (const [state, title] of Object.entries(titles)) {
      const { agents, contacts } = deskOf({ state });
      for (const row of agents) if (row.contact !== null) row.contact = contact;
      for (const row of contacts) row.id = contact;
      const gone = state === 'ready' ? [contact] : [];
      position += 10;
      const events = eventsOf(state).slice(-2).map((event, i) =>
        ({ ...event, position: position + i, contact }));
      if (gone.length > 0) events.push({ ...events[0], kind: 'contact_closed', position: position + 5 });
      stage.tell({ topic: 'events', position, changes: { events } });
      stage.tell({ topic: 'me', position, changes: { agents, contacts, gone } });
      await page.locator(title).waitFor();
    }
  };
  for (let i = 0; i < WARM_CONTACTS; ++i) await live(5000 + i);
  await settle(page);
  const first = await usage(line);
  for (let i = WARM_CONTACTS; i < CONTACTS; ++i) await live(5000 + i);
  await settle(page);
  const last = await usage(line);
  const grown = Object.fromEntries(Object.keys(first).map((key) => [key, last[key] - first[key]]));
  console.log(`${CONTACTS - WARM_CONTACTS} contacts: grown by ${JSON.stringify(grown)}`);
  assert.deepEqual(stage.faults, []);
  assert.ok(grown.heap <= HEAP_GROWTH_MAX, `heap: ${grown.heap} bytes more`);
  assert.ok(grown.nodes <= NODES_GROWTH_MAX, `nodes: ${grown.nodes} more`);
  assert.ok(grown.listeners <= LISTENERS_GROWTH_MAX, `listeners: ${grown.listeners} more`);
});
