// The live page: signs in, follows the feed, and draws what changed, once a frame.

import { AgentsView, plain } from '/live/agents.js';
import { about, board as askBoard, signOut } from '/live/api.js';
import { BarView } from '/live/bar.js';
import { Board } from '/live/board.js';
import { ContactsView } from '/live/contacts.js';
import { byId, setText, show } from '/live/dom.js';
import { Feed } from '/live/feed.js';
import { OwnView } from '/live/own.js';
import { QueuesView } from '/live/queues.js';
import { SignInView } from '/live/sign_in.js';
import { age, setLanguage, startLanguage, translate, word } from '/live/words.js';

const SESSION_KEY = 'relevo.session';
const TICK_MS = 1000;
const SEARCH_PAUSE_MS = 120;

/** One signed-in user's view of the floor, from the sign-in to its end. */
class Floor {
  /** @param {import('/live/api.js').Session} session @param {(messageKey: string) => void} onOver */
  constructor(session, onOver) {
    this.session = session;
    this.onOver = onOver;
    this.board = new Board();
    this.isAgent = session.roles.includes('agent');
    this.seesAll = session.roles.some((role) => role !== 'agent');
    this.agents = new AgentsView(this.board);
    this.contacts = new ContactsView(this.board);
    this.queues = new QueuesView(this.board);
    const sessionOver = () => onOver('session_over');
    this.own = this.isAgent ? new OwnView(this.board, session, sessionOver) : undefined;
    this.live = false;
    this.lostAt = 0;
    this.refusal = '';
    this.frame = 0;
    show(byId('loading'), true);
    show(byId('own'), false);
    byId('floor').dataset.view = this.seesAll ? 'all' : 'own';
    this.search();
    this.feed = new Feed(session.token, this.seesAll ? 'board' : 'me', {
      message: (message) => this.take(message),
      live: (live) => this.setLive(live),
      refused: (error) => this.refused(error),
    });
    this.ticker = setInterval(() => this.tick(), TICK_MS);
    this.drawConnection();
  }

  stop() {
    this.feed.stop();
    clearInterval(this.ticker);
    cancelAnimationFrame(this.frame);
    show(byId('floor'), false);
    show(byId('loading'), false);
  }

  /** @param {any} message */
  take(message) {
    this.board.take(message);
    this.refusal = '';
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = 0;
    if (!this.board.loaded) return;
    show(byId('loading'), false);
    show(byId('floor'), true);
    if (this.board.everything) {
      this.drawAll();
    } else {
      this.agents.draw(this.board.changedAgents);
      this.contacts.draw(this.board.changedContacts);
      this.queues.draw();
    }
    this.own?.draw();
    this.board.shown();
    this.drawConnection();
  }

  drawAll() {
    this.agents.drawAll();
    this.contacts.drawAll();
    this.queues.drawAll();
  }

  /** The same in another language. */
  redraw() {
    if (this.board.loaded) {
      this.drawAll();
      this.own?.draw();
    }
    this.drawConnection();
  }

  tick() {
    this.drawConnection();
    if (!this.board.loaded || document.hidden || !this.live) return;
    this.agents.tick();
    this.contacts.tick();
    this.queues.draw();
    this.own?.tick();
  }

  /** @param {boolean} live */
  setLive(live) {
    if (!live && this.live) this.lostAt = Date.now();
    this.live = live;
    byId('floor').dataset.stale = String(!live);
    this.own?.setUsable(live);
    setText(byId('polite'), word(live ? 'said_live' : 'said_lost'));
    this.drawConnection();
  }

  /** Tells an ended session from any other refusal. @param {string} error */
  async refused(error) {
    this.refusal = error;
    const { status } = await askBoard(this.session.token);
    if (status === 401 && !this.feed.stopped) this.onOver('session_over');
  }

  drawConnection() {
    const { board } = this;
    const oldMs = Date.now() - (this.live ? board.changedAt : this.lostAt);
    const lost = board.loaded && !this.live;
    const state = this.live ? 'live' : lost ? 'reconnecting' : 'connecting';
    page.bar.drawConnection(state, oldMs, board.position);
    page.bar.drawSession(this.session, board.agents.get(this.session.user)?.name);
    const failed = !board.loaded && this.feed !== undefined && this.feed.failures > 0;
    setText(byId('loading'), word(failed ? 'no_server' : 'loading'));
    show(byId('banner'), lost || this.refusal !== '');
    setText(byId('banner'), this.refusal
      ? word('feed_refused', { detail: this.refusal })
      : word('stale', { age: age(oldMs) }));
    if (this.refusal && !board.loaded) setText(byId('loading'), byId('banner').textContent);
  }

  search() {
    const text = plain(byId('search').value.trim());
    this.agents.search(text);
    this.contacts.search(text);
  }
}

/** Signed in or not, and what outlives a sign-in. */
class Page {
  constructor() {
    /** @type {Floor | undefined} */
    this.floor = undefined;
    this.bar = new BarView({
      language: (chosen) => this.setLanguage(chosen),
      signOut: () => this.leave(),
    });
    this.signIn = new SignInView((session) => this.enter(session));
    byId('search').addEventListener('input', () => {
      clearTimeout(this.searching);
      this.searching = setTimeout(() => this.floor?.search(), SEARCH_PAUSE_MS);
    });
  }

  start() {
    startLanguage();
    this.translate();
    const kept = sessionStorage.getItem(SESSION_KEY);
    const session = kept && JSON.parse(kept);
    if (session?.token) this.enter(session); // The console's, where it has a cookie, has none.
    else this.over('');
    this.askAbout();
  }

  async askAbout() {
    const { status, body } = await about();
    if (status !== 200) {
      if (!this.floor) this.signIn.say('no_server');
      return;
    }
    setText(byId('operation'), body.operation ?? '');
    this.signIn.setAbout({ demo: body.demo === true, version: body.version ?? '' });
  }

  /** @param {import('/live/api.js').Session} session */
  enter(session) {
    sessionStorage.setItem(SESSION_KEY, JSON.stringify(session));
    this.signIn.close();
    this.floor = new Floor(session, (messageKey) => this.over(messageKey));
    this.translate();
    byId('content').focus();
  }

  /** @param {string} messageKey why there is no session any more */
  over(messageKey) {
    this.floor?.stop();
    this.floor = undefined;
    sessionStorage.removeItem(SESSION_KEY);
    byId('search').value = '';
    show(byId('loading'), false);
    this.bar.drawSession(undefined);
    this.signIn.open(messageKey);
  }

  leave() {
    if (!this.floor) return;
    signOut(this.floor.session.token);
    this.over('signed_out');
  }

  /** @param {string} chosen */
  setLanguage(chosen) {
    setLanguage(chosen);
    this.translate();
  }

  translate() {
    translate(document);
    this.bar.draw();
    this.signIn.draw();
    this.floor?.redraw();
  }
}

const page = new Page();
page.start();
