// How loud each side is over time, drawn; and over it a slider, which is what people operate.
import { useEffect, useRef } from 'react';

import { usePreferences } from '../look/preferences.ts';
import { duration, useWord } from '../words/words.ts';
import styles from './recording.module.css';
import type { Peaks } from './wave.ts';

/** From and to, in seconds. */
export type Span = readonly [number, number];

interface Props {
  peaks: Peaks;
  seconds: number;
  at: number;
  muted: readonly boolean[];
  /** When the customer was on hold. */
  holds: readonly Span[];
  onSeek?: (seconds: number) => void;
}

const TONES = ['--talking', '--ready'] as const;
const BAR = 2; // Pixels of a bar, and of the gap behind it.
const GAP = 1;
const FAINT = 0.35;

function draw(canvas: HTMLCanvasElement, { peaks, seconds, at, muted, holds }: Props): void {
  const scale = devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paper = canvas.getContext('2d');
  if (!paper || width === 0) return;
  paper.scale(scale, scale);
  const tone = (name: string) => getComputedStyle(canvas).getPropertyValue(name);
  const x = (second: number) => (seconds > 0 ? (second / seconds) * width : 0);
  paper.fillStyle = tone('--held-back');
  for (const [from, to] of holds) paper.fillRect(x(from), 0, Math.max(1, x(to) - x(from)), height);
  const lane = height / peaks.channels.length;
  peaks.channels.forEach((loud, side) => {
    const middle = lane * (side + 0.5);
    paper.fillStyle = tone(TONES[side] ?? '--text');
    for (let left = 0; left < width; left += BAR + GAP) {
      const from = Math.floor((left / width) * loud.length);
      const to = Math.max(from + 1, Math.floor(((left + BAR + GAP) / width) * loud.length));
      let peak = 0;
      for (let part = from; part < to; part += 1) peak = Math.max(peak, loud[part] ?? 0);
      const tall = Math.max(1, Math.sqrt(peak) * lane * 0.9);
      paper.globalAlpha = muted[side] ? 0.15 : left <= x(at) ? 1 : FAINT;
      paper.fillRect(left, middle - tall / 2, BAR, tall);
    }
  });
  paper.globalAlpha = 1;
  paper.fillStyle = tone('--text');
  paper.fillRect(Math.min(width - 1, x(at)), 0, 1.5, height);
}

export function Waveform(props: Props) {
  const word = useWord();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = usePreferences((preferences) => preferences.theme);
  const { seconds, at, onSeek } = props;
  useEffect(() => {
    if (canvas.current) draw(canvas.current, props);
  });
  useEffect(() => {
    const place = canvas.current;
    if (!place) return undefined;
    const again = () => draw(place, props);
    const sizes = new ResizeObserver(again);
    sizes.observe(place);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', again);
    return () => {
      sizes.disconnect();
      scheme.removeEventListener('change', again);
    };
  }, [props, theme]);
  return (
    <div className={styles.wave}>
      <canvas ref={canvas} aria-hidden="true" />
      <input
        type="range"
        min={0}
        max={seconds}
        step="any"
        value={at}
        disabled={!onSeek}
        aria-label={word('recording_position')}
        aria-valuetext={word('recording_at', {
          at: duration(at * 1000), whole: duration(seconds * 1000),
        })}
        onChange={(event) => onSeek?.(Number(event.target.value))}
      />
    </div>
  );
}
