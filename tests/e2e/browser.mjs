// A real Chromium of one speaker: its microphone is a tone of its own, which is one a process.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { writeTone } from './tone.mjs';

const CHROMIUM = '/usr/bin/chromium';

export class Browser {
  /** `frequency` of the microphone; none: every page is refused one. `more`: options of its context,
   *  as Playwright's launchPersistentContext has them. */
  static async start(frequency, { args: moreArgs = [], ...more } = {}) {
    const browser = new Browser();
    browser.folder = mkdtempSync(join(tmpdir(), 'relevo-e2e-browser-'));
    const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic',
      '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required', ...moreArgs];
    if (frequency === undefined) {
      args.push('--use-fake-ui-for-media-stream=deny');
    } else {
      const wav = join(browser.folder, 'microphone.wav');
      writeTone(wav, frequency);
      args.push('--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${wav}`);
    }
    browser.profile = join(browser.folder, 'profile');
    // A profile of its own names its processes, so that kill() finds them and no others.
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

  /** kill -9 of the browser and its helpers, as when the machine's power goes; the Date.now(). */
  kill() {
    const at = Date.now();
    for (const pid of this.#processes()) process.kill(pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
    return at;
  }

  async close() {
    await this.context.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #processes() {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number)
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.profile);
        } catch (error) {
          if (error.code === 'ENOENT' || error.code === 'ESRCH') return false; // It ended meanwhile.
          throw error;
        }
      });
  }
}
