// A customer at an outside phone, with a tone for a voice: customer.py behind a promise a command.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('customer.py', import.meta.url));
const ANSWER_MS_MAX = 15_000;

export class Caller {
  #waiting = new Map();
  #asked = 0;

  /** `sip`: ADDR:PORT of the server. `tones`: {name: Hz} of who may be heard. */
  constructor(sip, frequency, tones) {
    this.process = spawn('python3', [PROGRAM, sip, String(frequency), JSON.stringify(tones)],
      { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.process.stdout }).on('line', (line) => this.#take(line));
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
  }

  call(number) {
    return this.#ask('call', { number });
  }

  hangUp() {
    return this.#ask('hang_up');
  }

  /** How the call ended, waiting for it. */
  end() {
    return this.#ask('ended');
  }

  /** All that came so far. */
  digits() {
    return this.#ask('digits');
  }

  /** [[when, what]...] of what is heard since that Date.now(). */
  heard(since) {
    return this.#ask('heard', { since });
  }

  /** [[when, [name of each tone...]]...] of what is heard at once since then. */
  chords(since) {
    return this.#ask('chords', { since });
  }

  /** {packets, missing, share}: what a telephone would play since then, and how much is this tone. */
  played(since, name) {
    return this.#ask('played', { since, name });
  }

  async close() {
    this.process.stdin.end();
    await this.ended;
  }

  #ask(what, more = {}) {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the customer does not ${what}`)),
        ANSWER_MS_MAX);
      this.#waiting.set(id, { resolve, reject, late });
      this.process.stdin.write(`${JSON.stringify({ id, do: what, ...more })}\n`);
    });
  }

  #take(line) {
    const { id, is, failed } = JSON.parse(line);
    const { resolve, reject, late } = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(late);
    if (failed === undefined) resolve(is);
    else reject(new Error(failed));
  }
}
