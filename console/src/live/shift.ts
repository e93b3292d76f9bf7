// A signed-in agent's connection with the floor: feed, phone and commands, from sign-in to its end.
import { create } from 'zustand';

import { call, command, type Reply } from '../api/call.ts';
import { refusal } from '../api/refusal.ts';
import type { EventRow, FeedMessage } from '../api/rows.ts';
import { type Session, sessionOver } from '../api/session.ts';
import { Phone } from '../phone/phone.ts';
import { wordNow } from '../words/words.ts';
import { useConnection } from './connection.ts';
import { addEvents, clearDesk, takeOfFeed, useDesk } from './desk.ts';
import { Feed } from './feed.ts';

const PAGE_EVENTS = 1000; // What the server looks at in one answer.
const PAGES_MAX = 5;

interface Asked {
  /** The command that waits for its answer. */
  pending: string | undefined;
  /** Why the last one was refused, in words. */
  refused: string | undefined;
  /** The earlier activity could not be read. */
  activityFailed: boolean;
}

const NOTHING: Asked = {
  pending: undefined,
  refused: undefined,
  activityFailed: false,
};

export const useAsked = create<Asked>(() => NOTHING);

export class Shift {
  readonly phone: Phone;
  private readonly feed: Feed;
  private session: Session;
  private isOver = false;
  private before: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Map<string, Promise<Reply | undefined>>();
  private isCaughtUp = false;

  constructor(session: Session) {
    this.session = session;
    clearDesk();
    useAsked.setState(NOTHING, true);
    useConnection.setState({ live: false, lostAt: 0, refused: undefined });
    this.phone = new Phone({ say: (said) => this.feed.say({ phone: said }) });
    this.feed = new Feed(session, ['me', 'events'], {
      message: (message) => this.take(message),
      phone: (told) => this.phone.engine.told(told),
      live: (live) => this.setLive(live),
      refused: (error) => void this.refusedByFeed(error),
    });
    void this.phone.startIfAllowed();
  }

  get user(): string {
    return this.session.user;
  }

  /** In the user's next session, with phone and call as they are. */
  goOn(session: Session): void {
    this.session = session;
    this.feed.goOn(session);
  }

  stop(): void {
    this.isOver = true;
    this.phone.stop();
    this.feed.stop();
    clearDesk();
  }

  /** Asks the core for something; why not is in `useAsked`. True when it was done. */
  async ask(name: string, body: object = {}): Promise<boolean> {
    const reply = await this.reply(name, body);
    if (this.isOver || reply?.status === 200) return reply?.status === 200;
    if (!reply) useAsked.setState({ refused: wordNow('refused_offline') });
    else if (reply.status !== 401) useAsked.setState({ refused: refusal(reply, wordNow) });
    return false;
  }

  /** The answer itself, none without a connection; the same asked for twice is one command. */
  reply(name: string, body: object = {}): Promise<Reply | undefined> {
    const what = JSON.stringify([name, body]);
    const asked = this.waiting.get(what)
      ?? this.inTurn(name, body).finally(() => this.waiting.delete(what));
    this.waiting.set(what, asked);
    return asked;
  }

  /** One behind the other: the feed shows a state sooner than the answer is here. */
  private inTurn(name: string, body: object): Promise<Reply | undefined> {
    const turn = this.before.then(async () => {
      if (this.isOver || !useConnection.getState().live) return undefined;
      useAsked.setState({ pending: name, refused: undefined });
      const reply = await command(name, body);
      if (this.isOver) return reply;
      useAsked.setState({ pending: undefined });
      if (reply.status === 401) sessionOver('session_over');
      return reply;
    });
    this.before = turn;
    return turn;
  }

  private take(message: FeedMessage): void {
    useConnection.setState({ refused: undefined });
    const before = useDesk.getState().agent?.state;
    takeOfFeed(this.session.user, message);
    const now = useDesk.getState().agent?.state;
    if (now !== before) useAsked.setState({ refused: undefined });
    if (now === 'reserved' && before && now !== before) this.phone.setMuted(false);
    if (this.isCaughtUp || message.topic !== 'me' || message.position === undefined) return;
    this.isCaughtUp = true;
    void this.catchUp(message.position);
  }

  /** Own events of before: back to the one that says why the state is what it is. */
  private async catchUp(position: number): Promise<void> {
    let end = position;
    for (let page = 0; page < PAGES_MAX && end > 0; page += 1) {
      const after = Math.max(0, end - PAGE_EVENTS);
      const reply = await call(`/events?after=${after}&limit=${PAGE_EVENTS}`);
      if (this.isOver) return;
      if (reply.status !== 200) {
        useAsked.setState({ activityFailed: reply.status !== 404 }); // 404: dropped by age.
        return;
      }
      const { rows = [] } = reply.body as { rows?: EventRow[] };
      addEvents(this.session.user, rows);
      end = after;
    }
  }

  private setLive(live: boolean): void {
    if (live) this.phone.engine.back();
    useAsked.setState({ refused: undefined });
    const { agent } = useDesk.getState();
    useConnection.setState(live ? { live } : { live, lostAt: agent ? Date.now() : 0 });
  }

  /** Tells an ended session from any other refusal. */
  private async refusedByFeed(error: string): Promise<void> {
    const { status } = await call('/board');
    if (this.isOver) return;
    if (status === 401) sessionOver('session_over');
    else useConnection.setState({ refused: error });
  }
}
