// A recording that plays: where it is, how fast, and which of the two is heard.

const SIDES = 2; // Customer left, agent right: src/voice/media/recording.h of the server.

export interface Now {
  playing: boolean;
  /** In seconds. */
  at: number;
  rate: number;
  muted: readonly boolean[];
}

export class Playback {
  private readonly sound = new Audio();
  private readonly address: string;
  private readonly onChange: (now: Now) => void;
  private readonly muted = [false, false];
  private context: AudioContext | undefined;
  private gains: readonly GainNode[] = [];
  private frame = 0;

  /** `onChange` hears of everything, while it plays with each picture drawn. */
  constructor(sound: Blob, onChange: (now: Now) => void) {
    this.address = URL.createObjectURL(sound);
    this.onChange = onChange;
    this.sound.src = this.address;
    for (const event of ['play', 'pause', 'seeked', 'ratechange', 'ended']) {
      this.sound.addEventListener(event, this.tell);
    }
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.sound.pause();
    this.sound.removeAttribute('src');
    void this.context?.close();
    URL.revokeObjectURL(this.address);
  }

  toggle(): void {
    if (this.sound.paused) void this.play();
    else this.sound.pause();
  }

  async play(): Promise<void> {
    this.connect();
    await this.context?.resume();
    // Refused where the browser wants a click first: the button still says that it does not play.
    await this.sound.play().catch(() => undefined);
  }

  seek(seconds: number): void {
    const end = Number.isFinite(this.sound.duration) ? this.sound.duration : seconds;
    this.sound.currentTime = Math.min(Math.max(0, seconds), end);
    this.tell();
  }

  /** Voices keep their pitch. */
  setRate(rate: number): void {
    this.sound.playbackRate = rate;
  }

  setMuted(side: number, muted: boolean): void {
    this.muted[side] = muted;
    this.applyMuted();
    this.tell();
  }

  private applyMuted(): void {
    this.gains.forEach((gain, side) => {
      gain.gain.value = this.muted[side] ? 0 : 1;
    });
  }

  /** With the first play, as a browser wants it. Each side is heard in both ears. */
  private connect(): void {
    if (this.context) return;
    const context = new AudioContext();
    const sides = context.createChannelSplitter(SIDES);
    context.createMediaElementSource(this.sound).connect(sides);
    this.gains = Array.from({ length: SIDES }, (_, side) => {
      const gain = context.createGain();
      sides.connect(gain, side);
      gain.connect(context.destination);
      return gain;
    });
    this.context = context;
    this.applyMuted();
  }

  private readonly tell = (): void => {
    cancelAnimationFrame(this.frame);
    const { paused, currentTime: at, playbackRate: rate } = this.sound;
    this.onChange({ playing: !paused, at, rate, muted: [...this.muted] });
    if (!paused) this.frame = requestAnimationFrame(this.tell);
  };
}
