// How loud the microphone is, drawn ten times a second without drawing anything else.
import { useEffect, useRef } from 'react';

import { useWord } from '../words/words.ts';
import styles from './voice_health.module.css';

const EACH_MS = 100;

interface Props {
  /** 0 to 1. */
  level: () => number;
  on: boolean;
}

export function LevelMeter({ level, on }: Props) {
  const word = useWord();
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const draw = (value: number) => {
      if (bar.current) bar.current.style.transform = `scaleX(${value.toFixed(2)})`;
    };
    if (!on) return draw(0);
    const drawing = setInterval(() => draw(level()), EACH_MS);
    return () => clearInterval(drawing);
  }, [level, on]);
  return (
    <span className={styles.meter} role="img" aria-label={word('microphone_level')}>
      <span className={styles.bar} ref={bar} />
    </span>
  );
}
