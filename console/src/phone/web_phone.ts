// A page as a phone: one RTCPeerConnection to voice, offered over the feed, mended by ICE restarts.
import type { PhoneTold } from '../api/rows.ts';
import { watchLoss } from './loss.ts';
import type { SignalledPhone, Signalling } from './signalling.ts';
import type { Path, VoiceEngine, VoiceListener } from './voice_engine.ts';

const ANSWER_WITHIN_MS = 3_000;
const DISCONNECTED_MAX_MS = 1_500; // ICE often comes back by itself before that.
const RESTART_PAUSE_MS = 1_000;
const RESTARTS_MAX = 4; // Without success: then a new connection.
const AGAIN_FIRST_MS = 1_000;
const AGAIN_MAX_MS = 15_000;
const HERE_EACH_MS = 3_000; // Behind 8 s without, nothing is offered to this page.
const ID_BITS = 53; // What a number of JSON can be.

type Timer = ReturnType<typeof setTimeout> | undefined;

/** 1 to 2^53 - 1. */
function randomId(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** (ID_BITS - 32)) * 2 ** 32 + low || 1;
}

/** The user fragment of RFC 8839 section 5.4: another one, another connection. */
function iceName(sdp: string): string {
  return /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1]?.trim() ?? '';
}

export class WebPhone implements VoiceEngine, SignalledPhone {
  private readonly line: Signalling;
  private readonly listener: VoiceListener;
  private connection: RTCPeerConnection | undefined;
  private microphone: MediaStreamTrack | undefined;
  private sender: RTCRtpSender | undefined;
  private id = 0;
  private number = 0;
  private offer = '';
  private isAnswered = false;
  private voice = ''; // The name that voice's ICE goes by in the last answer.
  private isAlive = false; // By voice's word.
  private wasAlive = false; // This connection, once.
  private restarts = 0;
  private failures = 0;
  private restartedAt = -Infinity;
  private path: Path = 'off';
  private answerTimer: Timer;
  private brokenTimer: Timer;
  private againTimer: Timer;
  private stopWatch: (() => void) | undefined;
  private hereTimer: ReturnType<typeof setInterval> | undefined;

  constructor(line: Signalling, listener: VoiceListener) {
    this.line = line;
    this.listener = listener;
  }

  connect(microphone: MediaStreamTrack): void {
    this.microphone = microphone;
    this.failures = 0;
    this.begin();
  }

  useMicrophone(microphone: MediaStreamTrack): void {
    this.microphone = microphone;
    void this.sender?.replaceTrack(microphone);
  }

  sendDigit(digit: string): boolean {
    const tones = this.sender?.dtmf;
    if (!tones?.canInsertDTMF) return false;
    tones.insertDTMF(tones.toneBuffer + digit);
    return true;
  }

  networkChanged(): void {
    if (this.connection && this.isAnswered) void this.restart();
  }

  close(): void {
    if (this.id !== 0) this.line.say({ id: this.id, close: true });
    this.end();
    this.show('off');
  }

  /** The socket is there again: voice may have heard nothing of what was said last. */
  back(): void {
    if (this.offer === '') return;
    this.sayOffer();
    if (!this.isAnswered || !this.isAlive) this.expectAnswer();
  }

  told(told: PhoneTold): void {
    if (told.id !== this.id || !this.connection) return;
    if (told.gone) return this.gone(told);
    if (told.answer !== undefined && told.number === this.number) void this.answered(told.answer);
    const died = this.isAlive && !told.alive;
    this.isAlive = told.alive;
    if (told.alive && this.isAnswered) clearTimeout(this.answerTimer);
    if (died) void this.restart();
    this.showPath();
  }

  private begin(): void {
    this.end();
    const { microphone } = this;
    if (!microphone) return;
    const connection = new RTCPeerConnection();
    this.connection = connection;
    this.id = randomId();
    this.hereTimer = setInterval(() => this.line.say({ id: this.id, here: true }), HERE_EACH_MS);
    this.stopWatch = watchLoss(connection, (share) => this.listener.loss(share));
    connection.ontrack = ({ track }) => this.listener.sound(new MediaStream([track]));
    connection.onconnectionstatechange = () => this.changed(connection);
    const streams = [new MediaStream([microphone])];
    this.sender = connection.addTransceiver(microphone, { direction: 'sendrecv', streams }).sender;
    this.showPath();
    void this.say(connection, {});
  }

  /** Makes an offer and says it; the next number, so that an older one's answer is not taken. */
  private async say(connection: RTCPeerConnection, options: RTCOfferOptions): Promise<void> {
    try {
      await connection.setLocalDescription(await connection.createOffer(options));
    } catch {
      return this.broken(connection);
    }
    if (this.connection !== connection) return;
    this.number += 1;
    this.offer = connection.localDescription?.sdp ?? '';
    this.isAnswered = false;
    if (this.sayOffer()) this.expectAnswer();
  }

  private sayOffer(): boolean {
    return this.line.say({ id: this.id, number: this.number, offer: this.offer, here: true });
  }

  private expectAnswer(): void {
    clearTimeout(this.answerTimer);
    this.answerTimer = setTimeout(() => void this.restart(), ANSWER_WITHIN_MS);
  }

  private async answered(sdp: string): Promise<void> {
    const { connection } = this;
    clearTimeout(this.answerTimer);
    const voice = iceName(sdp);
    if (!connection || (this.isAnswered && voice === this.voice)) return; // Repeated.
    // Voice has forgotten the phone, and has made another one of our old offer.
    if (this.isAnswered) return this.begin();
    this.isAnswered = true;
    this.voice = voice;
    try {
      await connection.setRemoteDescription({ type: 'answer', sdp });
    } catch {
      this.broken(connection);
    }
  }

  private changed(connection: RTCPeerConnection): void {
    if (this.connection !== connection) return;
    clearTimeout(this.brokenTimer);
    const state = connection.connectionState;
    if (state === 'connected') {
      this.restarts = 0;
      this.failures = 0;
    } else if (state === 'disconnected') {
      this.brokenTimer = setTimeout(() => void this.restart(), DISCONNECTED_MAX_MS);
    } else if (state === 'failed') {
      void this.restart();
    }
    this.showPath();
  }

  /** The same connection on another path; after too many of them another connection. */
  private async restart(): Promise<void> {
    const { connection } = this;
    if (!connection || this.path === 'elsewhere') return;
    clearTimeout(this.brokenTimer);
    const early = this.restartedAt + RESTART_PAUSE_MS - performance.now();
    if (early > 0) {
      this.brokenTimer = setTimeout(() => void this.restart(), early);
      return;
    }
    if (this.restarts >= RESTARTS_MAX) return this.broken(connection);
    this.restarts += 1;
    this.restartedAt = performance.now();
    await this.say(connection, { iceRestart: true });
    // Where it does not help, it is tried again: ICE itself stays `failed` and says nothing more.
    clearTimeout(this.brokenTimer);
    this.brokenTimer = setTimeout(() => {
      const isUp = connection.connectionState === 'connected' && this.isAnswered;
      if (this.connection === connection && !isUp) void this.restart();
    }, ANSWER_WITHIN_MS);
  }

  private broken(connection: RTCPeerConnection): void {
    if (this.connection !== connection) return;
    this.again();
  }

  /** Another connection, a little later each time. */
  private again(): void {
    const wasAlive = this.wasAlive;
    this.end();
    this.wasAlive = wasAlive;
    if (this.path !== 'refused') this.show(wasAlive ? 'lost' : 'connecting');
    const pause = Math.min(AGAIN_MAX_MS, AGAIN_FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    this.againTimer = setTimeout(() => {
      this.begin();
      this.wasAlive = wasAlive;
    }, pause * (0.5 + Math.random() / 2));
  }

  private gone({ elsewhere = false, why = '' }: PhoneTold): void {
    if (elsewhere) {
      this.end();
      return this.show('elsewhere');
    }
    const wasAlive = this.wasAlive;
    this.again();
    if (!wasAlive) this.show('refused', why); // And tried again: ports and voice come back.
  }

  private end(): void {
    clearTimeout(this.answerTimer);
    clearTimeout(this.brokenTimer);
    clearTimeout(this.againTimer);
    clearInterval(this.hereTimer);
    this.stopWatch?.();
    const { connection } = this;
    this.connection = undefined;
    this.sender = undefined;
    connection?.close();
    this.id = 0;
    this.number = 0;
    this.offer = '';
    this.isAnswered = false;
    this.voice = '';
    this.isAlive = false;
    this.wasAlive = false;
    this.restarts = 0;
  }

  private showPath(): void {
    const connected = this.connection?.connectionState === 'connected';
    if (!connected || !this.isAlive) {
      if (this.path === 'refused') return; // Until it is better, not while it is tried again.
      return this.show(this.wasAlive ? 'lost' : 'connecting');
    }
    this.wasAlive = true;
    this.show('alive');
  }

  private show(path: Path, why = ''): void {
    if (this.path === path) return;
    this.path = path;
    this.listener.path(path, why);
  }
}
