// An agent at the console's own page, as a person uses it: a real server, microphone and customer.
import { until } from './wait.mjs';

const MIDDLE = '#content';

export class Desk {
  /** At the sign-in page. `address`: ADDR:PORT, the server's or a line's; `page`: one that is there. */
  static async open(context, server, code, { address = server.http, page } = {}) {
    const desk = new Desk();
    Object.assign(desk, { code, server });
    desk.page = page ?? await context.newPage();
    desk.page.on('pageerror', (error) => console.log(`page of ${code}: ${error.message}`));
    await desk.page.goto(`http://${address}/sign-in`);
    return desk;
  }

  async signIn() {
    const { page, code } = this;
    await page.locator('#user').fill(code);
    await page.locator('#password').fill(`demo-${code}`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/work');
  }

  /** Reachable by the audio of this page, and ready. */
  async begin() {
    await this.signIn();
    await this.page.locator(`${MIDDLE} .primary`).click(); // There once microphone and audio are.
    await this.untilState('ready');
  }

  async state() {
    return (await this.server.watcher.agent(this.code)).state;
  }

  async contact() {
    return (await this.server.watcher.agent(this.code)).contact;
  }

  untilState(state, seconds) {
    return until(`${this.code} is ${state}`, async () => await this.state() === state, seconds);
  }

  /** Accepts what is offered, by its key. */
  async accept() {
    await this.untilState('reserved');
    await this.page.locator('[aria-keyshortcuts=F2][aria-disabled=false]').waitFor();
    await this.page.keyboard.press('F2');
    await this.untilState('talking');
    return this.contact();
  }
}
