// An agent at the console's own page, as a person uses it: a real server, microphone and customer.
import { heardBy, installEar, listenToPhone } from './ear.mjs';
import { until } from './wait.mjs';

// There once microphone and audio are; until then another one may be the first to be seen.
const BEGIN = /Empezar y quedar disponible|Start and get ready/;

export class Desk {
  /** At the sign-in page. `address`: ADDR:PORT, the server's or a line's; `page`: one that is there;
   *  `tones`: {name: Hz} of who may be heard, where it is to be known what the page hears. */
  static async open(context, server, code, { address = server.http, page, tones } = {}) {
    const desk = new Desk();
    Object.assign(desk, { code, server, tones });
    desk.page = page ?? await context.newPage();
    if (tones) await desk.page.addInitScript(`(${installEar})(); (${listenToPhone})();`);
    desk.page.on('pageerror', (error) => console.log(`page of ${code}: ${error.message}`));
    await desk.page.goto(`http://${address}/sign-in`);
    return desk;
  }

  async signIn() {
    const { page, code } = this;
    await page.locator('#user').fill(code);
    await page.locator('#password').fill(`demo-${code}`);
    await page.locator('#password').press('Enter');
    await page.waitForURL('**/work');
  }

  /** Reachable by the audio of this page, and ready. */
  async begin() {
    await this.signIn();
    await this.beginButton().click();
    await this.untilState('ready');
  }

  beginButton() {
    return this.page.getByRole('button', { name: BEGIN });
  }

  async state() {
    return (await this.server.watcher.agent(this.code)).state;
  }

  /** Their page goes; the next customer is for somebody else. */
  async leave() {
    await this.page.close();
    await until(`${this.code} is not ready any more`, async () => await this.state() !== 'ready');
  }

  async contact() {
    return (await this.server.watcher.agent(this.code)).contact;
  }

  /** [[when, what]...], as an agent's; see heardBy. */
  heard(since) {
    return heardBy(this.page, this.tones, since);
  }

  untilState(state, seconds) {
    return until(`${this.code} is ${state}`, async () => await this.state() === state, seconds);
  }

  /** Accepts what is offered within so many seconds, by its key; the page shows the call then, which
   *  it hears of later than who asks the server: keys of a call do nothing before. */
  async accept(seconds) {
    await this.untilState('reserved', seconds);
    await this.page.locator('[aria-keyshortcuts=F2][aria-disabled=false]').waitFor();
    await this.page.keyboard.press('F2');
    await this.untilState('talking');
    await this.page.locator('#call-title').waitFor();
    return this.contact();
  }
}
