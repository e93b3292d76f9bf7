// The keys and buttons of a recording that is here, and its two sides.
import { Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { duration, useWord } from '../words/words.ts';
import type { Heard } from './fetch_recording.ts';
import { type Now, Playback } from './playback.ts';
import styles from './recording.module.css';
import { type Span, Waveform } from './waveform.tsx';

const JUMP = 5; // Seconds.
const SMALL_JUMP = 1;
const RATES = [1, 1.5, 2] as const;
const STILL: Now = { playing: false, at: 0, rate: 1, muted: [false, false] };

interface Props {
  heard: Heard;
  /** Who is on the right side. */
  agent: string;
  holds: readonly Span[];
  /** Plays from there, each time that it is asked. */
  from: { seconds: number; asked: number };
}

export function Player({ heard, agent, holds, from }: Props) {
  const word = useWord();
  const [now, setNow] = useState(STILL);
  const playback = useRef<Playback>(undefined);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const mine = new Playback(heard.sound, setNow);
    playback.current = mine;
    first.current?.focus();
    return () => mine.stop();
  }, [heard]);
  useEffect(() => {
    playback.current?.seek(from.seconds);
    void playback.current?.play();
  }, [heard, from]);

  const jump = (seconds: number) => playback.current?.seek(now.at + seconds);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = event.shiftKey ? SMALL_JUMP : JUMP;
    const isButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'ArrowLeft') jump(-step);
    else if (event.key === 'ArrowRight') jump(step);
    else if (event.key === 'Home') playback.current?.seek(0);
    else if (event.key === ' ' && !isButton) playback.current?.toggle();
    else return;
    event.preventDefault();
  };
  const sides = [word('side_customer'), agent || word('role.agent')];
  return (
    <div className={styles.player} role="group" aria-labelledby="recording-title" onKeyDown={onKey}>
      <div className={styles.buttons}>
        <button
          type="button"
          ref={first}
          className="button primary icon"
          aria-label={word(now.playing ? 'recording_pause' : 'recording_play')}
          onClick={() => playback.current?.toggle()}
        >
          {now.playing
            ? <Pause size={18} aria-hidden="true" />
            : <Play size={18} aria-hidden="true" />}
        </button>
        <button
          type="button"
          className="button icon"
          aria-label={word('recording_back', { n: JUMP })}
          onClick={() => jump(-JUMP)}
        >
          <RotateCcw size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button icon"
          aria-label={word('recording_on_by', { n: JUMP })}
          onClick={() => jump(JUMP)}
        >
          <RotateCw size={16} aria-hidden="true" />
        </button>
        <p className={`${styles.time} number`}>
          <b>{duration(now.at * 1000)}</b> / {duration(heard.seconds * 1000)}
        </p>
        <div className={styles.rates} role="group" aria-label={word('recording_rate')}>
          {RATES.map((rate) => (
            <button
              key={rate}
              type="button"
              className="button"
              aria-pressed={now.rate === rate}
              onClick={() => playback.current?.setRate(rate)}
            >
              {rate}×
            </button>
          ))}
        </div>
        <p className={styles.keys}>{word('recording_keys')}</p>
      </div>
      <div className={styles.lanes}>
        {sides.map((side, i) => {
          const muted = now.muted[i] ?? false;
          return (
            <button
              key={side}
              type="button"
              className={styles.side}
              data-side={i}
              aria-pressed={!muted}
              aria-label={word('recording_hear', { side })}
              title={word('recording_hear', { side })}
              onClick={() => playback.current?.setMuted(i, !muted)}
            >
              {muted
                ? <VolumeX size={15} aria-hidden="true" />
                : <Volume2 size={15} aria-hidden="true" />}
              <span>{side}</span>
            </button>
          );
        })}
        <Waveform
          peaks={heard.peaks}
          seconds={heard.seconds}
          at={now.at}
          muted={now.muted}
          holds={holds}
          onSeek={(seconds) => playback.current?.seek(seconds)}
        />
      </div>
    </div>
  );
}
