// A real Chromium of one speaker: its microphone is a tone of its own, which is one a process.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { writeTone } from './tone.mjs';
import { until } from './wait.mjs';

const CHROMIUM = '/usr/bin/chromium';

export class Browser {
  /** `frequency` of the microphone; none: every page is refused one. `more`: options of its context,
   *  as Playwright's launchPersistentContext has them. */
  static async start(frequency, { args: moreArgs = [], ...more } = {}) {
    const browser = new Browser();
    const args = [...browser.#prepare(frequency), ...moreArgs];
    browser.context = await chromium.launchPersistentContext(browser.profile, {
      executablePath: CHROMIUM,
      args,
      ignoreDefaultArgs: ['--mute-audio'],
      ignoreHTTPSErrors: true, // Of a line's own certificate.
      permissions: frequency === undefined ? [] : ['microphone'],
      ...more,
    });
    return browser;
  }

  /** One whose tabs can be put to sleep. Playwright's own keeps every page in sight, and Chromium puts
   *  none to sleep that is: `Page.setWebLifecycleState` does nothing there, and says nothing of it. */
  static async startWithSleep(frequency) {
    const browser = new Browser();
    const args = browser.#prepare(frequency);
    browser.process = spawn(CHROMIUM, [...args, `--user-data-dir=${browser.profile}`,
      '--remote-debugging-port=0', 'about:blank'], { stdio: 'ignore' });
    browser.ended = new Promise((resolve) => browser.process.on('exit', resolve));
    const port = join(browser.profile, 'DevToolsActivePort');
    await until('the browser listens', () => existsSync(port) && readFileSync(port, 'utf8'), 20);
    const [number] = readFileSync(port, 'utf8').split('\n');
    browser.line = await chromium.connectOverCDP(`http://127.0.0.1:${number}`, { noDefaults: true });
    [browser.context] = browser.line.contexts();
    await browser.context.grantPermissions(['microphone']);
    return browser;
  }

  /** Its folder, and how it is started. */
  #prepare(frequency) {
    this.folder = mkdtempSync(join(tmpdir(), 'relevo-e2e-browser-'));
    // A profile of its own names its processes, so that kill() finds them and no others.
    this.profile = join(this.folder, 'profile');
    const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic',
      '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required'];
    if (frequency === undefined) return [...args, '--use-fake-ui-for-media-stream=deny'];
    const wav = join(this.folder, 'microphone.wav');
    writeTone(wav, frequency);
    return [...args, '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${wav}`];
  }

  /** kill -9 of the browser and its helpers, as when the machine's power goes; the Date.now(). */
  kill() {
    const at = Date.now();
    for (const pid of this.#processes()) process.kill(pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
    return at;
  }

  /** SIGSTOP of what runs its pages, as a machine that swaps or a debugger does; the Date.now(). */
  stall() {
    const renderers = this.#processes('--type=renderer');
    if (renderers.length === 0) throw new Error('this browser has no process of a page');
    for (const pid of renderers) process.kill(pid, 'SIGSTOP');
    return Date.now();
  }

  goOn() {
    for (const pid of this.#processes('--type=renderer')) process.kill(pid, 'SIGCONT');
    return Date.now();
  }

  async close() {
    if (this.process) {
      await this.line.close();
      this.process.kill();
      await this.ended;
    } else {
      await this.context.close();
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Of those with this word in how they were started. */
  #processes(word = '') {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number)
      .filter((pid) => {
        try {
          const started = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          return started.includes(this.profile) && started.includes(word);
        } catch (error) {
          if (error.code === 'ENOENT' || error.code === 'ESRCH') return false; // It ended meanwhile.
          throw error;
        }
      });
  }
}
