// The live feed: one WebSocket that comes back by itself and resumes at its position.

import { about, parsed } from '/live/api.js';

const BACK_OFF_FIRST_MS = 500;
const BACK_OFF_MAX_MS = 15_000;
const SILENCE_MAX_MS = 15_000;
const ANSWER_WITHIN_MS = 10_000;

/**
 * @typedef {object} FeedListener
 * @property {(message: any) => void} message a snapshot or changes
 * @property {(live: boolean) => void} live the connection came or went
 * @property {(error: string) => void} refused the server answered with an error
 */

export class Feed {
  /** @param {string} token @param {string} topic @param {FeedListener} listener */
  constructor(token, topic, listener) {
    this.token = token;
    this.topic = topic;
    this.listener = listener;
    this.position = 0;
    this.failures = 0;
    this.live = false;
    this.stopped = false;
    this.heardAt = performance.now();
    this.watch = setInterval(() => this.checkSilence(), SILENCE_MAX_MS / 3);
    this.onOnline = () => this.reopen();
    this.onOffline = () => this.socket?.close();
    addEventListener('online', this.onOnline);
    addEventListener('offline', this.onOffline);
    this.open();
  }

  stop() {
    this.stopped = true;
    clearInterval(this.watch);
    clearTimeout(this.retry);
    clearTimeout(this.deadline);
    removeEventListener('online', this.onOnline);
    removeEventListener('offline', this.onOffline);
    this.socket?.close();
  }

  open() {
    const address = new URL('/api/v1/feed', location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    this.socket = socket;
    this.deadline = setTimeout(() => socket.close(), ANSWER_WITHIN_MS);
    socket.onopen = () => {
      socket.send(JSON.stringify({ token: this.token }));
      const from = this.position > 0 ? { from: this.position } : {};
      socket.send(JSON.stringify({ subscribe: this.topic, ...from }));
    };
    socket.onmessage = (event) => {
      if (this.socket === socket) this.take(parsed(String(event.data)));
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lost();
    };
  }

  /** @param {any} message */
  take(message) {
    this.heardAt = performance.now();
    if (message.error) {
      this.listener.refused(String(message.error));
      this.socket?.close();
      return;
    }
    if (message.topic !== this.topic) return;
    clearTimeout(this.deadline);
    this.failures = 0;
    this.position = message.position;
    this.setLive(true);
    this.listener.message(message);
  }

  lost() {
    clearTimeout(this.deadline);
    this.socket = undefined;
    this.setLive(false);
    if (this.stopped) return;
    const longest = Math.min(BACK_OFF_MAX_MS, BACK_OFF_FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    this.retry = setTimeout(() => this.open(), longest * (0.5 + Math.random() / 2));
  }

  reopen() {
    if (this.socket || this.stopped) return;
    clearTimeout(this.retry);
    this.open();
  }

  /** A quiet floor and a dead path look alike: ask the server before showing old data as live. */
  async checkSilence() {
    const socket = this.socket;
    if (!this.live || performance.now() - this.heardAt < SILENCE_MAX_MS) return;
    const reply = await about();
    if (this.socket !== socket) return;
    if (reply.status === 0) {
      this.socket?.close();
      this.lost();
    } else {
      this.heardAt = performance.now();
    }
  }

  /** @param {boolean} live */
  setLive(live) {
    if (this.live === live) return;
    this.live = live;
    this.listener.live(live);
  }
}
