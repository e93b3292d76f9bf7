// A call outlives the server's processes: core unheard, voice within two seconds, both without a reload.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Floor, silences, untilBothHear } from './floor.mjs';
import { print } from './hear.mjs';
import { until, untilPast } from './wait.mjs';

const GAP_MS_MAX = 250; // Of audio that goes on: what a busy machine is late, and the 60 ms we look at.
const SILENCE_MS_MAX = 2000;
const ON_MS = 2000;

// A busy machine has gaps of its own, now and then; one of ours is there each time.
const KILLS_MAX = 3;
const floor = Floor.ofFile();

/** The page is the one that it was, and whoever asks is told of the same call. */
async function assertSamePage(name, { agent, contact }, id) {
  assert.deepEqual([await agent.says('id'), await agent.says('number')], [id, 1]);
  assert.equal(await agent.contact(), contact);
  assert.equal(await agent.state(), 'talking');
  const gone = await agent.says('gone');
  assert.equal(gone, null, `${name}: the page is told that its phone is gone`);
}

/** Killed once: how long each of both missed the other. */
async function silencesOfKill(process, talk) {
  const killed = floor.server.child(process);
  const at = await floor.server.kill(process);
  await until(`a new ${process}`, () => {
    const pid = floor.server.child(process);
    return pid !== undefined && pid !== killed;
  });
  await until('the page is connected', () => talk.agent.says('connected'));
  await untilBothHear(talk, at + 100);
  await untilPast(at + ON_MS);
  const figures = await silences(talk, at - 300);
  print(`kill -9 of ${process}`, figures);
  return figures;
}

for (const [process, silenceMsMax] of [['core', GAP_MS_MAX], ['voice', SILENCE_MS_MAX]]) {
  test(`kill -9 of ${process} in mid-call`, async (t) => {
    const talk = await floor.talk(t);
    const id = await talk.agent.says('id');
    let late;
    for (let kills = 0; kills < KILLS_MAX && late !== ''; kills += 1) {
      const figures = Object.entries(await silencesOfKill(process, talk));
      late = figures.filter(([, ms]) => ms >= silenceMsMax).map((one) => one.join(' ')).join();
    }
    assert.equal(late, '');
    await assertSamePage(`kill -9 of ${process}`, talk, id);
    await talk.agent.tell('hang_up', talk.contact);
    assert.equal(await talk.customer.end(), 'BYE');
    await floor.untilHandled(talk.contact);
  });
}
