// A recording's sound as it comes: PCM16 in two channels, and how loud each part of it is.

/** What a WAV file says of itself in front of its samples. */
export interface WaveForm {
  channels: number;
  /** Frames a second; a frame is one sample of each channel. */
  rate: number;
  /** Where the samples begin, and how many bytes of them there are. */
  dataAt: number;
  dataBytes: number;
}

const PCM = 1;
const SAMPLE_BYTES = 2;
const HEAD_MAX = 4096; // Chunks before the samples; ours has none.

/** Nothing while there is too little of it, or when it is no PCM16 WAV file. */
export function waveFormOf(bytes: Uint8Array): WaveForm | 'more' | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12) return 'more';
  if (name(0) !== 'RIFF' || name(8) !== 'WAVE') return undefined;
  let form: { channels: number; rate: number } | undefined;
  for (let at = 12; at < HEAD_MAX;) {
    if (at + 24 > bytes.length && name(at) !== 'data') return 'more';
    const size = view.getUint32(at + 4, true);
    if (name(at) === 'data') {
      return form && { ...form, dataAt: at + 8, dataBytes: size };
    }
    if (name(at) === 'fmt ') {
      const isKnown = view.getUint16(at + 8, true) === PCM && view.getUint16(at + 22, true) === 16;
      if (!isKnown) return undefined;
      form = { channels: view.getUint16(at + 10, true), rate: view.getUint32(at + 12, true) };
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** The loudest sample of each part, 0 to 1, per channel; filled as the bytes come. */
export class Peaks {
  readonly channels: readonly Float32Array[];
  private readonly frames: number;
  private frame = 0;
  private left = new Uint8Array(0);

  /** `parts`: how many, over the whole of it. */
  constructor(form: WaveForm, parts: number) {
    this.channels = Array.from({ length: form.channels }, () => new Float32Array(parts));
    this.frames = Math.max(1, Math.floor(form.dataBytes / (form.channels * SAMPLE_BYTES)));
  }

  /** How much of it has come, 0 to 1. */
  get share(): number {
    return Math.min(1, this.frame / this.frames);
  }

  /** The next bytes of samples; a frame may be cut in two. */
  add(bytes: Uint8Array): void {
    const frameBytes = this.channels.length * SAMPLE_BYTES;
    const all = new Uint8Array(this.left.length + bytes.length);
    all.set(this.left);
    all.set(bytes, this.left.length);
    const view = new DataView(all.buffer);
    const whole = Math.floor(all.length / frameBytes);
    for (let i = 0; i < whole && this.frame < this.frames; i += 1, this.frame += 1) {
      this.channels.forEach((peaks, channel) => {
        const part = Math.floor((this.frame * peaks.length) / this.frames);
        const sample = view.getInt16(i * frameBytes + channel * SAMPLE_BYTES, true);
        peaks[part] = Math.max(peaks[part] ?? 0, Math.abs(sample) / 32_768);
      });
    }
    this.left = all.slice(whole * frameBytes);
  }
}
