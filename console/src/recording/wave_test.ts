// A recording's head is read, and its loudness falls into the right part of the right channel.
import { expect, it } from 'vitest';

import { Peaks, waveFormOf } from './wave.ts';

/** As src/voice/media/wav.h writes it, with these frames of customer and agent. */
function wave(frames: readonly (readonly [number, number])[], format = 1): Uint8Array {
  const bytes = new Uint8Array(44 + frames.length * 4);
  const view = new DataView(bytes.buffer);
  const text = (at: number, said: string) =>
    [...said].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, format, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, 8000, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, frames.length * 4, true);
  frames.forEach(([customer, agent], i) => {
    view.setInt16(44 + i * 4, customer, true);
    view.setInt16(46 + i * 4, agent, true);
  });
  return bytes;
}

const loud = 16_384;

it('reads the head, asks for more of it, and refuses what is no such file', () => {
  const file = wave([[0, 0]]);
  expect(waveFormOf(file)).toEqual({ channels: 2, rate: 8000, dataAt: 44, dataBytes: 4 });
  for (const cut of [0, 11, 30]) expect(waveFormOf(file.slice(0, cut))).toBe('more');
  expect(waveFormOf(wave([[0, 0]], 7))).toBeUndefined();
  expect(waveFormOf(new TextEncoder().encode('{"status": 404, "title": "no"}'))).toBeUndefined();
});

it('finds the peaks of each channel, in whatever pieces the bytes come', () => {
  const frames = Array.from({ length: 100 }, (_, i) => [i === 60 ? loud : 0, i === 5 ? -loud : 0]);
  const file = wave(frames as [number, number][]);
  const form = waveFormOf(file);
  if (!form || form === 'more') throw new Error('no head');
  for (const piece of [1, 3, 7, 1000]) {
    const peaks = new Peaks(form, 10);
    for (let at = form.dataAt; at < file.length; at += piece) peaks.add(file.slice(at, at + piece));
    expect(peaks.share).toBe(1);
    const customer = peaks.channels[0] ?? [];
    const agent = peaks.channels[1] ?? [];
    expect([...customer]).toEqual([0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0]);
    expect([...agent]).toEqual([0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  }
});

it('takes no more than the head has said', () => {
  const file = wave([[loud, 0]]);
  const form = waveFormOf(file);
  if (!form || form === 'more') throw new Error('no head');
  const peaks = new Peaks(form, 1);
  peaks.add(new Uint8Array(400).fill(127));
  expect(peaks.share).toBe(1);
});
