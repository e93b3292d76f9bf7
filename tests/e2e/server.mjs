// The real program as a test's server: its folder, its ports, its processes, its end.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from './api.mjs';
import { until } from './wait.mjs';

const DEMO = fileURLToPath(new URL('../../examples/demo/operation.toml', import.meta.url));
const READY_SECONDS_MAX = 20;
const STOP_SECONDS_MAX = 10;
// Times of the demo operation, made short: nobody wants to wait for them in a test.
export const SHORT = { 'wrap_up_s = 10': 'wrap_up_s = 1' };

export class Server {
  /** `times`: {as the demo operation has them: as this server has}. */
  constructor(times = SHORT) {
    this.times = times;
    this.program = process.env.RELEVO_BINARY;
    this.folder = mkdtempSync(join(tmpdir(), 'relevo-e2e-'));
    this.data = join(this.folder, 'data');
    this.log = '';
  }

  /** Returns when the ready line has come. `rtp`: the ports of audio, two servers never share. */
  async start(rtp = '41000-41999') {
    const operation = join(this.folder, 'operation.toml');
    let text = readFileSync(DEMO, 'utf8');
    for (const [long, short] of Object.entries(this.times)) {
      if (!text.includes(long)) throw new Error(`the demo operation has no "${long}" any more`);
      text = text.replaceAll(long, short);
    }
    writeFileSync(operation, text);
    this.process = spawn(this.program, ['serve', '--data', this.data, '--operation', operation,
      '--http', '127.0.0.1:0', '--sip', '127.0.0.1:0', '--rtp', rtp, '--drain', '1'],
    { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout.on('data', (data) => { this.log += data; });
    this.process.stderr.on('data', (data) => { this.log += data; });
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
    const ready = await until('the ready line', () => {
      if (this.process.exitCode !== null) throw new Error(`relevo ended:\n${this.log}`);
      return /^ready http=(\S+) sip=(\S+)/m.exec(this.log);
    }, READY_SECONDS_MAX);
    [, this.http, this.sip] = ready;
    this.watcher = await Client.signIn(this.http, 's01');
    return this;
  }

  /** SIGTERM; the log must then fold to the state that the server said it had. */
  async stop() {
    const seen = await this.watcher.get('/state');
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), STOP_SECONDS_MAX * 1000);
    const status = await this.ended;
    clearTimeout(late);
    if (status !== 0) throw new Error(`relevo ended with ${status}:\n${this.log}`);
    const told = execFileSync(this.program,
      ['verify', '--data', this.data, '--position', String(seen.position)], { encoding: 'utf8' });
    if (told !== `position=${seen.position} hash=${seen.hash}\n`) {
      throw new Error(`the replay differs: ${told}`);
    }
    rmSync(this.folder, { recursive: true });
  }

  /** The process id of `core` or `voice`; undefined while it is not there. */
  child(name) {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number)
      .find((pid) => this.#isOurs(pid, name));
  }

  /** kill -9, once it is there; the Date.now() of it. */
  async kill(name) {
    const pid = await until(`${name} runs`, () => this.child(name));
    const at = Date.now();
    process.kill(pid, 'SIGKILL');
    return at;
  }

  #isOurs(pid, name) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words[1] === name && words.includes(this.data);
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ESRCH') return false; // It ended meanwhile.
      throw error;
    }
  }
}
