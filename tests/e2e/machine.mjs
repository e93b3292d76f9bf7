// How busy the machine is: how late this process is run. The control for audio, which is late then too.
import assert from 'node:assert/strict';

const EACH_MS = 10;
const KEPT_MS = 300_000;

const late = []; // [Date.now(), ms], those alone that anybody could hear.
let before = Date.now();
setInterval(() => {
  const now = Date.now();
  if (now - before > 2 * EACH_MS) late.push([now, now - before - EACH_MS]);
  before = now;
  while (late.length > 0 && late[0][0] < now - KEPT_MS) late.shift();
}, EACH_MS).unref();

/** The longest time since then that the machine left us, and who is heard, without a turn. */
const longest = (since) => Math.max(0, ...late.filter(([when]) => when >= since).map(([, ms]) => ms));

/** `figures`: {who misses whom: ms} since then; none is longer, but for what the machine was late. */
export function assertShort(figures, msMax, since) {
  const machine = longest(since);
  for (const [who, ms] of Object.entries(figures)) {
    assert.ok(ms - machine < msMax, `${who}: ${ms} ms, and the machine was late for ${machine} ms`);
  }
}
