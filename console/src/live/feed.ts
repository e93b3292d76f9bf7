// The feed: one WebSocket for all topics and the page's phone; it comes back and resumes by itself.
import { type Asker, call, greetingOf, parsed } from '../api/call.ts';
import type { FeedMessage, PhoneTold } from '../api/rows.ts';

const BACK_OFF_FIRST_MS = 300;
const BACK_OFF_MAX_MS = 5_000; // A call may hang on it.
const SILENCE_MAX_MS = 15_000;
const ANSWER_WITHIN_MS = 10_000;

export interface FeedListener {
  /** A snapshot or changes of a topic. */
  message(message: FeedMessage): void;
  phone(told: PhoneTold): void;
  live(live: boolean): void;
  /** The server answered with an error; the connection ends, and is tried again. */
  refused(error: string): void;
  /** One topic is not for this user; true when the connection is to go on with the others. */
  refusedTopic?(topic: string, error: string): boolean;
}

export class Feed {
  private readonly positions = new Map<string, number>();
  private socket: WebSocket | undefined;
  private failures = 0;
  private isLive = false;
  private isOver = false;
  private heardAt = performance.now();
  private readonly watch: ReturnType<typeof setInterval>;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private asker: Asker;
  private topics: readonly string[];
  private readonly listener: FeedListener;

  constructor(asker: Asker, topics: readonly string[], listener: FeedListener) {
    this.asker = asker;
    this.topics = topics;
    this.listener = listener;
    this.watch = setInterval(() => void this.checkSilence(), SILENCE_MAX_MS / 3);
    addEventListener('online', this.reopen);
    addEventListener('offline', this.drop);
    this.open();
  }

  stop(): void {
    this.isOver = true;
    clearInterval(this.watch);
    clearTimeout(this.retry);
    clearTimeout(this.deadline);
    removeEventListener('online', this.reopen);
    removeEventListener('offline', this.drop);
    this.socket?.close();
  }

  /** These from now on. Others are no more listened to: behind another connection, made at once. */
  follow(topics: readonly string[]): void {
    const gone = this.topics.filter((topic) => !topics.includes(topic));
    const more = topics.filter((topic) => !this.topics.includes(topic));
    this.topics = topics;
    for (const topic of gone) this.positions.delete(topic);
    if (gone.length > 0) {
      this.drop();
      this.reopen();
    } else if (this.socket?.readyState === WebSocket.OPEN) {
      for (const topic of more) this.socket.send(JSON.stringify({ subscribe: topic }));
    }
  }

  /** In another session, at once. */
  goOn(asker: Asker): void {
    this.asker = asker;
    this.drop();
    this.reopen();
  }

  /** False when there is no connection that is known to be good: say it again behind the next. */
  say(message: object): boolean {
    if (!this.isLive || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private open(): void {
    const address = new URL('/api/v1/feed', location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    this.socket = socket;
    this.deadline = setTimeout(() => this.lost(socket), ANSWER_WITHIN_MS);
    socket.onopen = () => {
      socket.send(JSON.stringify(greetingOf(this.asker)));
      for (const topic of this.topics) {
        const from = this.positions.get(topic);
        socket.send(JSON.stringify({ subscribe: topic, ...(from ? { from } : {}) }));
      }
    };
    socket.onmessage = (event) => {
      if (this.socket === socket) this.take(parsed(String(event.data)) as FeedMessage);
    };
    socket.onclose = () => this.lost(socket);
  }

  private take(message: FeedMessage): void {
    this.heardAt = performance.now();
    if (message.error !== undefined) return this.takeError(message.error, message.topic);
    if (message.phone) this.listener.phone(message.phone);
    if (message.topic === undefined || message.position === undefined) return;
    clearTimeout(this.deadline);
    this.failures = 0;
    this.positions.set(message.topic, message.position);
    this.listener.message(message);
    this.setLive(true);
  }

  private takeError(error: string, topic: string | undefined): void {
    if (topic === undefined && this.isLive) return; // Of a phone's offer, which is made again.
    if (topic !== undefined && this.listener.refusedTopic?.(topic, error)) {
      this.topics = this.topics.filter((other) => other !== topic);
      this.positions.delete(topic);
      return;
    }
    this.listener.refused(error);
    this.drop();
  }

  private lost(socket: WebSocket): void {
    if (this.socket !== socket) return;
    clearTimeout(this.deadline);
    this.socket = undefined;
    socket.close();
    if (this.isOver) return; // The light is another feed's by now.
    this.setLive(false);
    const longest = Math.min(BACK_OFF_MAX_MS, BACK_OFF_FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    this.retry = setTimeout(() => this.open(), longest * (0.5 + Math.random() / 2));
  }

  private readonly drop = (): void => {
    if (this.socket) this.lost(this.socket);
  };

  private readonly reopen = (): void => {
    if (this.socket || this.isOver) return;
    this.failures = 0;
    clearTimeout(this.retry);
    this.open();
  };

  /** A quiet floor and a dead path look alike: ask the server before showing old data as live. */
  private async checkSilence(): Promise<void> {
    const socket = this.socket;
    if (!this.isLive || performance.now() - this.heardAt < SILENCE_MAX_MS) return;
    const { status } = await call('/about');
    if (this.socket !== socket) return;
    if (status === 0) this.drop();
    else this.heardAt = performance.now();
  }

  private setLive(live: boolean): void {
    if (this.isLive === live) return;
    this.isLive = live;
    this.listener.live(live);
  }
}
