// A page of the console with everything that it is told made up here: the same each time it is opened.
import { ABOUT, AT, CONTACT, DISPOSITIONS, EVENTS, LIVES } from './seed.mjs';
import { CATALOGUE, FIGURES } from './seed_figures.mjs';
import { RULES } from './seed_rules.mjs';
import { StageDoor } from './stage_door.mjs';
import { installStage } from './stage_page.mjs';

const API = '/api/v1';

/** What the API answers, by the path without its query: [status, body]; status 0 is a line that is cut,
 *  `'never'` an answer that does not come. */
const REPLIES = {
  '/about': [200, ABOUT],
  '/alerts': [200, { rows: [] }],
  '/board': [200, { agents: [], queues: [] }],
  [`/contacts/${CONTACT}`]: [200, { notes: [], heard: [], screen_pop: null }],
  '/contacts': [200, { rows: LIVES, next: null }],
  '/dispositions': [200, { rows: DISPOSITIONS }],
  '/events': [200, { rows: EVENTS, next: null }],
  '/indicators': [200, FIGURES],
  '/indicators/catalogue': [200, { rows: CATALOGUE }],
  '/me': [401, {}],
  '/messages': [200, { rows: [] }],
  '/rules': [200, RULES],
  '/sessions': [401, {}],
  '/sessions/current': [204, null],
};

export class Stage {
  #socket;
  #cut = false;
  #told = 0; // Messages of the feed, and how many requests wait for their reply.
  #waiting = 0;

  /** A page in `context` at `path`, of the server's own files. `roles`: of who is signed in, if
   *  anybody is. `desk`: a snapshot of the topic `me`, `topics`: of others; without one the
   *  server says nothing.
   *  `audio`: what voice says of the page's phone. `replies`: in the place of those above. */
  static async open(context, server, { path, roles, desk, topics, microphone = 'on', soundBlocked = false,
    user = roles?.includes('agent') ? '1001' : 's01', audio = { alive: true, answer: true }, replies = {} }, preferences) {
    const stage = new Stage();
    Object.assign(stage, { desk, topics, audio, microphone, faults: [],
      replies: { ...REPLIES, ...replies } });
    const page = stage.page = await context.newPage();
    page.on('pageerror', (error) => stage.faults.push(error.message));
    page.on('console', (said) => {
      const isReply = said.text().startsWith('Failed to load resource'); // As it was told to be.
      if (said.type() === 'error' && !isReply) stage.faults.push(said.text());
    });
    await page.route(`**${API}/**`, (route) => stage.#reply(route));
    const door = await StageDoor.of(server);
    const token = door.admit((socket) => stage.#feed(socket));
    await page.addInitScript(installStage, {
      session: roles && { token, user, roles },
      preferences: { density: 'comfortable', ...preferences }, microphone, soundBlocked, at: AT });
    await page.goto(`http://${door.address}${path}`);
    return stage;
  }

  /** Whether nothing is on its way: each request has its reply, and the page took what it was told.
   *  For pages that hold the feed themselves, not a Worker of theirs. */
  async isQuiet() {
    const taken = await this.page.evaluate(() => window.told);
    return taken === this.#told && this.#waiting === 0;
  }

  /** A message of the feed. */
  tell(message) {
    this.#told += 1;
    this.#socket.send(JSON.stringify(message));
  }

  /** The session is no more; the page hears of it when it connects the next time. */
  async endSession() {
    this.desk = { error: 'no such session' };
    this.replies['/board'] = [401, {}];
    await this.#socket.close();
  }

  /** The feed is gone and stays away; the page is told the time some seconds later. */
  async cutFor(seconds) {
    this.#cut = true;
    await this.#socket.close();
    await this.page.locator('[data-state=reconnecting]').waitFor();
    await this.page.evaluate((now) => window.setNow(now), AT + seconds * 1000);
    await this.page.locator('[class*=_banner_]', { hasText: `${seconds} s` }).waitFor();
  }

  async #reply(route) {
    const path = new URL(route.request().url()).pathname.slice(API.length);
    const [status, body] = this.replies[path] ?? [404, {}];
    if (status === 0) return route.abort();
    if (status === 'never') return undefined;
    this.#waiting += 1;
    await route.fulfill({ status, contentType: 'application/json',
      body: body === null ? '' : JSON.stringify(body) }).finally(() => { this.#waiting -= 1; });
  }

  #feed(socket) {
    if (this.#cut) return void socket.close();
    this.#socket = socket;
    socket.on('message', (text) => {
      const { subscribe, phone } = JSON.parse(text);
      const snapshot = subscribe === 'me' ? this.desk : this.topics?.[subscribe];
      if (snapshot) {
        this.tell(snapshot.error ? snapshot : { topic: subscribe, position: 900, snapshot });
      }
      if (phone?.offer) this.#phone(phone);
    });
  }

  #phone({ id, number }) {
    this.phone = { id, number };
    const { answer, ...said } = this.audio;
    this.tell({ phone: { id, number, gone: false, ...said,
      ...(answer && { answer: 'a=ice-ufrag:voice\r\n' }) } });
  }
}
