// What the page plays and measures: the other side's voice, the ring, the microphone's level.

const RING_HZ = [480, 620] as const;
const RING_ON_S = 0.4;
const RING_EACH_MS = 2_000;
const RING_GAIN = 0.08;
const SILENCE_DB = -60;

export class Sound {
  private readonly player = new Audio();
  private context: AudioContext | undefined;
  private meter: AnalyserNode | undefined;
  private source: MediaStreamAudioSourceNode | undefined;
  private samples = new Float32Array(0);
  private ringer: ReturnType<typeof setInterval> | undefined;
  private readonly onBlocked: (blocked: boolean) => void;

  /** `onBlocked`: whether the browser waits for a click before it lets anything sound. */
  constructor(onBlocked: (blocked: boolean) => void) {
    this.onBlocked = onBlocked;
    // By a tab's sleep, or a key of the headset: nobody here wants the other side unheard.
    this.player.onpause = () => this.player.srcObject && void this.unblock();
  }

  play(stream: MediaStream): void {
    this.player.srcObject = stream;
    void this.unblock();
  }

  /** Best called from a click. */
  async unblock(): Promise<void> {
    try {
      await this.context?.resume();
      if (this.player.srcObject) await this.player.play();
      this.onBlocked(false);
    } catch (error) {
      this.onBlocked(error instanceof DOMException && error.name === 'NotAllowedError');
    }
  }

  measure(microphone: MediaStreamTrack): void {
    this.context ??= new AudioContext();
    this.source?.disconnect();
    this.meter ??= this.context.createAnalyser();
    this.meter.fftSize = 1024;
    this.samples = new Float32Array(this.meter.fftSize);
    this.source = this.context.createMediaStreamSource(new MediaStream([microphone]));
    this.source.connect(this.meter);
    void this.unblock();
  }

  /** Of the microphone: 0 silence, 1 as loud as it can be. */
  level(): number {
    if (!this.meter) return 0;
    this.meter.getFloatTimeDomainData(this.samples);
    let energy = 0;
    for (const sample of this.samples) energy += sample * sample;
    const db = 10 * Math.log10(energy / this.samples.length + 1e-12);
    return Math.min(1, Math.max(0, 1 - db / SILENCE_DB));
  }

  ring(on: boolean): void {
    if (on === (this.ringer !== undefined)) return;
    clearInterval(this.ringer);
    this.ringer = on ? setInterval(() => this.ringOnce(), RING_EACH_MS) : undefined;
    if (on) this.ringOnce();
  }

  stop(): void {
    this.ring(false);
    this.player.srcObject = null;
    this.source?.disconnect();
    this.source = undefined;
    this.meter = undefined;
    void this.context?.close();
    this.context = undefined;
  }

  private ringOnce(): void {
    const { context } = this;
    if (context?.state !== 'running') return;
    const gain = context.createGain();
    const end = context.currentTime + RING_ON_S;
    gain.gain.setValueAtTime(0, context.currentTime);
    gain.gain.linearRampToValueAtTime(RING_GAIN, context.currentTime + 0.02);
    gain.gain.setValueAtTime(RING_GAIN, end - 0.05);
    gain.gain.linearRampToValueAtTime(0, end);
    gain.connect(context.destination);
    for (const frequency of RING_HZ) {
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain);
      tone.start();
      tone.stop(end);
    }
  }
}
