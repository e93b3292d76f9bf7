// A supervisor's connection with the people they watch: feed, commands, and a phone when needed.
import { create } from 'zustand';

import { call, command } from '../api/call.ts';
import { refusal } from '../api/refusal.ts';
import type { FeedMessage } from '../api/rows.ts';
import { type Session, sessionOver, useSigned } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { useShift } from '../live/current_shift.ts';
import { Feed } from '../live/feed.ts';
import type { MicrophoneFault } from '../phone/microphone.ts';
import { type Microphone, Phone, type PhoneLook, usePhone } from '../phone/phone.ts';
import { wordNow } from '../words/words.ts';
import {
  type Beside, besideOf, NOBODY, peopleTold, TAKEN_OVER, usePeople, type Watched,
} from './people.ts';

export const MODES = ['listen', 'whisper', 'barge'] as const;
export type Mode = (typeof MODES)[number];
export const REASONS = ['routine', 'help', 'coaching', 'quality', 'complaint', 'alert'] as const;
export type Why = (typeof REASONS)[number];
type Asked = Mode | typeof TAKEN_OVER | 'off';

const PHONE_WITHIN_MS = 15_000;
const SHOWN_WITHIN_MS = 3_000; // The feed says what was done, behind the command's own answer.
const TOPICS_MAX = 6; // Of one connection; the server has a limit as well.

interface Supervising {
  /** Asked for, and not yet so; `off` ends. */
  asked: { agent: string; mode: Asked; why?: Why } | undefined;
  beside: Beside | undefined;
  /** Whose it is, by name where that is known. */
  name: string;
  refused: string | undefined;
}

const NOTHING: Supervising = {
  asked: undefined,
  beside: undefined,
  name: '',
  refused: undefined,
};

export const useSupervising = create<Supervising>(() => NOTHING);

export class Watch {
  /** What the page looks at. */
  topic: string;
  private topics: readonly string[];
  private readonly heard = new Map<string, Watched>();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly session: Session;
  private readonly feed: Feed;
  private ownPhone: Phone | undefined;
  private isOver = false;
  isLookedAt = true; // By a page; else it is there for the conversation alone.

  constructor(session: Session, topic: string) {
    this.session = session;
    this.topic = topic;
    this.topics = [topic];
    usePeople.setState(NOBODY, true);
    useSupervising.setState(NOTHING, true);
    useConnection.setState({ live: false, lostAt: 0, refused: undefined });
    this.feed = new Feed(session, [topic], {
      message: (message) => {
        useConnection.setState({ refused: undefined });
        this.take(message);
      },
      phone: (told) => this.ownPhone?.engine.told(told),
      live: (live) => this.setLive(live),
      refused: (error) => void this.refusedByFeed(error),
      refusedTopic: (refused) => this.refusedTopic(refused),
    });
  }

  /** Other people on the page; a conversation that one is beside goes on. */
  lookAt(topic: string): void {
    const needed = this.topics.find(this.hasBeside) ?? this.topic;
    this.topic = topic;
    this.isLookedAt = true;
    if (!this.topics.includes(topic)) {
      this.listenTo([...(this.topics.length < TOPICS_MAX ? this.topics : [needed]), topic]);
    }
    usePeople.setState({ ...(this.heard.get(topic) ?? NOBODY) }, true);
  }

  private listenTo(topics: readonly string[]): void {
    for (const gone of this.topics) if (!topics.includes(gone)) this.heard.delete(gone);
    this.topics = topics;
    this.feed.follow(topics);
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.settling);
    this.closePhone();
    this.feed.stop();
    usePeople.setState(NOBODY, true);
    useSupervising.setState(NOTHING, true);
  }

  /** Beside that agent's conversation from now on; a phone is opened for the first one. */
  async supervise(agent: string, mode: Mode): Promise<void> {
    if (useSupervising.getState().asked) return; // Pressed twice.
    useSupervising.setState({ asked: { agent, mode }, refused: undefined });
    const phone = this.phone;
    const { beside } = useSupervising.getState();
    if (beside?.agent !== agent) phone.setMuted(true); // Nobody is heard before it is meant.
    const trouble = await phoneReady(phone);
    if (this.isOver) return;
    if (trouble !== undefined) {
      if (!beside) this.closePhone();
      useSupervising.setState({ asked: undefined, refused: trouble });
      return;
    }
    await this.ask(agent, mode, { why: this.whyOf(agent) });
  }

  /** What the agent is shown as the reason, from now on. */
  async sayWhy(why: Why): Promise<void> {
    const { asked, beside } = useSupervising.getState();
    if (asked || !beside || beside.mode === TAKEN_OVER) return;
    const mode = beside.mode as Mode;
    useSupervising.setState({ asked: { agent: beside.agent, mode, why }, refused: undefined });
    await this.ask(beside.agent, mode, { why });
  }

  async leave(): Promise<void> {
    const { beside } = useSupervising.getState();
    if (!beside) {
      useSupervising.setState({ asked: undefined });
      return;
    }
    useSupervising.setState({ asked: { agent: beside.agent, mode: 'off' }, refused: undefined });
    await this.ask(beside.agent, 'off');
  }

  /** The customer is this user's from now on: only from beside the conversation. */
  async takeOver(): Promise<void> {
    const { asked, beside } = useSupervising.getState();
    if (asked || !beside || beside.mode === TAKEN_OVER) return;
    useSupervising.setState({ asked: { agent: beside.agent, mode: TAKEN_OVER }, refused: undefined });
    await this.ask(beside.agent, TAKEN_OVER, { contact: beside.contact });
  }

  /** Asks for the microphone again, after it was taken away. */
  restoreMicrophone(): void {
    void this.phone.start();
  }

  toggleMute(): void {
    const { beside } = useSupervising.getState();
    if (!beside || beside.mode === 'listen') return; // Nobody hears them anyway.
    this.phone.setMuted(!usePhone.getState().muted);
  }

  unblockSound(): void {
    void this.phone.sound.unblock();
  }

  /** Another page of the user had it. */
  bringPhoneHere(): void {
    this.phone.bringHere();
  }

  /** Of the shift, where the supervisor is an agent too: a user has one phone. */
  private get phone(): Phone {
    const shift = useShift.getState().shift;
    if (shift) return shift.phone;
    this.ownPhone ??= new Phone({ say: (said) => this.feed.say({ phone: said }) });
    return this.ownPhone;
  }

  /** No microphone stays on for nothing. */
  private closePhone(): void {
    this.ownPhone?.stop();
    this.ownPhone = undefined;
  }

  /** What was said stays; else an agent who asked for help gets it. */
  private whyOf(agent: string): Why {
    const { beside } = useSupervising.getState();
    const said = REASONS.find((why) => beside?.agent === agent && why === beside.why);
    if (said) return said;
    for (const { agents } of this.heard.values()) if (agents.get(agent)?.hand_since) return 'help';
    return this.session.roles.includes('quality') ? 'quality' : 'routine';
  }

  private async ask(
    agent: string, mode: Asked, more: { contact?: number; why?: Why } = {},
  ): Promise<void> {
    const { asked } = useSupervising.getState();
    const isAsked = () => useSupervising.getState().asked === asked;
    const reply = await command('supervise', { agent, mode, ...more });
    if (this.isOver) return;
    if (reply.status === 401) return sessionOver('session_over');
    if (!isAsked()) return; // Shown by the feed by now, or something else was asked for.
    if (reply.status !== 200) {
      useSupervising.setState({ asked: undefined, refused: refusal(reply, wordNow) });
      return;
    }
    clearTimeout(this.settling);
    this.settling = setTimeout(
      () => isAsked() && useSupervising.setState({ asked: undefined }), SHOWN_WITHIN_MS,
    );
    this.settle();
  }

  /** What was asked for stays pending until the feed shows it: it alone says what is so. */
  private settle(): void {
    const { asked, beside } = useSupervising.getState();
    const isSo = asked?.mode === 'off'
      ? beside === undefined
      : beside?.agent === asked?.agent && beside?.mode === asked?.mode
        && (asked?.why === undefined || asked.why === beside?.why);
    if (!asked || !isSo) return;
    clearTimeout(this.settling);
    useSupervising.setState({ asked: undefined });
  }

  private take(message: FeedMessage): void {
    const { topic } = message;
    if (topic === undefined || !this.topics.includes(topic)) return;
    const people = peopleTold(this.heard.get(topic) ?? NOBODY, message);
    this.heard.set(topic, people);
    if (topic === this.topic) usePeople.setState(people, true);
    this.follow();
  }

  private readonly hasBeside = (topic: string): boolean => {
    const { beside } = useSupervising.getState();
    return beside !== undefined && (this.heard.get(topic)?.contacts.has(beside.contact) ?? false);
  };

  private besideNow(): Beside | undefined {
    for (const { contacts } of this.heard.values()) {
      const beside = besideOf(contacts.values(), this.session.user);
      if (beside) return beside;
    }
    return undefined;
  }

  private nameOf(agent: string): string {
    for (const { agents } of this.heard.values()) {
      const name = agents.get(agent)?.name;
      if (name !== undefined) return name;
    }
    return agent;
  }

  /** Muted while listening, heard by those that the mode says when it is another. */
  private follow(): void {
    const before = useSupervising.getState().beside;
    const found = this.besideNow();
    const isSame = found?.contact === before?.contact && found?.mode === before?.mode;
    if (isSame && found?.why === before?.why) return;
    const agent = found?.agent || before?.agent || '';
    const beside = found && { ...found, agent };
    useSupervising.setState({ beside, name: beside ? this.nameOf(agent) : '' });
    this.settle();
    if (!beside) return this.left();
    const spoke = before && before.mode !== 'listen';
    if (beside.mode === 'listen' || !spoke) this.phone.setMuted(beside.mode === 'listen');
    if (!before) void this.comeBack();
  }

  /** Behind a reload the conversation is still theirs, and this page has no phone yet. */
  private async comeBack(): Promise<void> {
    const { path, microphone } = usePhone.getState();
    if (path !== 'off' || microphone === 'asking') return;
    const trouble = await phoneReady(this.phone);
    if (!this.isOver && trouble !== undefined) useSupervising.setState({ refused: trouble });
  }

  /** Nothing of it stays on, and nobody watches for it alone. */
  private left(): void {
    if (this.ownPhone) this.closePhone();
    else this.phone.setMuted(false);
    // Behind what the feed is saying now.
    queueMicrotask(() => (this.isLookedAt ? this.forgetOthers() : unwatch()));
  }

  /** Teams that were passed by during a conversation. */
  private forgetOthers(): void {
    const { asked, beside } = useSupervising.getState();
    if (this.isOver || asked || beside || this.topics.length === 1) return;
    this.listenTo([this.topic]);
  }

  private setLive(live: boolean): void {
    if (live) this.ownPhone?.engine.back();
    const { loaded } = usePeople.getState();
    useConnection.setState(live ? { live } : { live, lostAt: loaded ? Date.now() : 0 });
  }

  /** The conversation is heard of by another topic, and goes on; the only one ends the connection. */
  private refusedTopic(topic: string): boolean {
    if (!this.topics.some((other) => other !== topic)) return false;
    this.topics = this.topics.filter((other) => other !== topic);
    this.heard.delete(topic);
    if (topic === this.topic) usePeople.setState({ ...NOBODY, refused: true }, true);
    return true;
  }

  /** Tells an ended session from any other refusal. */
  private async refusedByFeed(error: string): Promise<void> {
    const { status } = await call('/me');
    if (this.isOver) return;
    if (status === 401) sessionOver('session_over');
    else useConnection.setState({ refused: error });
  }
}

function isFault(microphone: Microphone): microphone is MicrophoneFault | 'ended' {
  return microphone !== 'on' && microphone !== 'asking' && microphone !== 'unasked';
}

/** Nothing once sound can flow, else why it cannot. */
async function phoneReady(phone: Phone): Promise<string | undefined> {
  if (usePhone.getState().path === 'alive') return undefined;
  if (usePhone.getState().path === 'elsewhere') phone.bringHere();
  else await phone.start();
  return new Promise((resolve) => {
    const settle = (result: string | undefined) => {
      clearTimeout(late);
      stop();
      resolve(result);
    };
    const look = (now: PhoneLook) => {
      if (now.path === 'alive') settle(undefined);
      else if (isFault(now.microphone)) settle(wordNow(`microphone.${now.microphone}`));
      else if (now.path === 'refused') settle(wordNow('path.refused', { why: now.why }));
    };
    const late = setTimeout(() => settle(wordNow('supervise_no_audio')), PHONE_WITHIN_MS);
    const stop = usePhone.subscribe(look);
    look(usePhone.getState());
  });
}

export const useWatch = create<{ watch: Watch | undefined }>(() => ({ watch: undefined }));

/** The one watch of this page: it outlives the page that began it, so that a call does too. */
export function watch(session: Session, topic: string): void {
  const { watch: now } = useWatch.getState();
  if (now?.topic === topic) {
    now.isLookedAt = true;
    return;
  }
  const { asked, beside } = useSupervising.getState();
  if (now && (asked || beside)) return now.lookAt(topic);
  now?.stop();
  useWatch.setState({ watch: new Watch(session, topic) });
}

/** Nobody looks any more; who is beside a conversation stays there. */
export function unwatch(): void {
  const { watch: now } = useWatch.getState();
  if (now) now.isLookedAt = false;
  const { asked, beside } = useSupervising.getState();
  if (asked || beside) return;
  now?.stop();
  useWatch.setState({ watch: undefined });
}

useSigned.subscribe((now, before) => {
  if (now.session === before.session) return;
  useWatch.getState().watch?.stop();
  useWatch.setState({ watch: undefined });
});
