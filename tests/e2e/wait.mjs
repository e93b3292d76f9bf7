// Waiting for something to become true: by looking again and again, never longer than said.
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EACH_MS = 25;
const MOMENT_SECONDS_MAX = 90;

/** What `condition()` gives as soon as it is true; an Error after `seconds`. */
export async function until(what, condition, seconds = 10) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`after ${seconds} s still not: ${what}`);
    await pause(LOOK_EACH_MS);
  }
}

/** Until this much of something that goes on is there to be measured. */
export async function untilPast(moment) {
  await until('a moment to measure', () => Date.now() >= moment, MOMENT_SECONDS_MAX);
}
