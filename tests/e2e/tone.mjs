// A tone as a WAV file: PCM of 16 bits, mono, 48 kHz, the form that Chromium's microphone reads.
import { writeFileSync } from 'node:fs';

const RATE = 48_000;
const AMPLITUDE = 12_000;
const HEADER_BYTES = 44;

/** One second, which holds a whole number of periods: it is repeated without a click. */
export function writeTone(path, frequency) {
  const wav = Buffer.alloc(HEADER_BYTES + 2 * RATE);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16); // Bytes of this part.
  wav.writeUInt16LE(1, 20); // PCM.
  wav.writeUInt16LE(1, 22); // Channels.
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(2 * RATE, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(2 * RATE, 40);
  for (let i = 0; i < RATE; ++i) {
    const sample = AMPLITUDE * Math.sin((2 * Math.PI * frequency * i) / RATE);
    wav.writeInt16LE(Math.round(sample), HEADER_BYTES + 2 * i);
  }
  writeFileSync(path, wav);
}
