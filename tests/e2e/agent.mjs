// An agent at a page of a browser that is a phone: what is told to it, and what it hears.
import { Client } from './api.mjs';
import { chordsBy, heardBy, installEar } from './ear.mjs';
import { installPhone } from './page_phone.mjs';
import { until } from './wait.mjs';

const PAGE = '/readyz'; // Of the server's origin, and without a script of its own.

export class Agent {
  /** Signed in as the demo's `code`, with a page that is not a phone yet. `address`: ADDR:PORT,
   *  the server's or a line's. `tones`: {name: Hz} of who may be heard. */
  static async open(browser, server, code, tones, address = server.http) {
    const agent = new Agent();
    Object.assign(agent, { code, tones, origin: address, server });
    agent.client = await Client.signIn(server.http, code);
    await agent.openIn(browser);
    return agent;
  }

  /** Another page, in this or another browser; the one before is left alone. */
  async openIn(browser) {
    this.page = await browser.context.newPage();
    this.page.on('pageerror', (error) => console.log(`page of ${this.code}: ${error.message}`));
    await this.page.addInitScript(`(${installEar})(); (${installPhone})();`);
    await this.page.goto(`http://${this.origin}${PAGE}`);
  }

  // ---- Its phone ------------------------------------------------------------------------------

  /** Offers its audio, and waits for nothing. `codecs`: names, all when none. */
  begin(codecs) {
    return this.page.evaluate(([token, names]) => window.phone.begin(token, names),
      [this.client.token, codecs]);
  }

  async connect(codecs) {
    await this.begin(codecs);
    await this.untilAlive();
  }

  mute(muted) {
    return this.page.evaluate((is) => {
      window.phone.microphone.getTracks()[0].enabled = !is;
    }, muted);
  }

  untilAlive(seconds) {
    return until(`the page of ${this.code} is alive`, () => this.says('alive'), seconds);
  }

  /** A member of window.phone. */
  says(member) {
    return this.page.evaluate((name) => window.phone[name], member);
  }

  /** The browser's own address that the audio goes from just now. */
  address() {
    return this.page.evaluate(async () => {
      const stats = await window.phone.way.getStats();
      const transport = [...stats.values()].find(({ type }) => type === 'transport');
      return stats.get(stats.get(transport.selectedCandidatePairId).localCandidateId).address;
    });
  }

  /** [[when, what]...] of what the page heard since that Date.now(). What: the name of a tone,
   *  "sound" or "silence". */
  heard(since) {
    return heardBy(this.page, this.tones, since);
  }

  /** [[when, [name of each tone...]]...] of what was heard at once; "sound" for what is none. */
  chords(since) {
    return chordsBy(this.page, this.tones, since);
  }

  /** Nothing more is offered to them. */
  async leave() {
    if (this.page.isClosed()) return;
    await this.page.evaluate(() => window.phone.end());
    await this.page.close();
  }

  // ---- Its state --------------------------------------------------------------------------------

  async state() {
    return (await this.server.watcher.agent(this.code)).state;
  }

  untilState(state, seconds) {
    return until(`${this.code} is ${state}`, async () => await this.state() === state, seconds);
  }

  async setReady() {
    await this.client.command('sign_in_agent');
    await this.client.command('set_ready');
    await this.untilState('ready');
  }

  /** The contact that is theirs, waiting for it. */
  contact() {
    return until(`${this.code} has a contact`,
      async () => (await this.server.watcher.agent(this.code)).contact);
  }

  tell(command, contact) {
    return this.client.command(command, { contact });
  }
}
