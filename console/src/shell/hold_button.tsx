// A button for what cannot be taken back: it acts when it was held, by pointer or key, long enough.
import { type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { type ReactNode, useEffect, useRef, useState } from 'react';

import { useWord, wordNow, type WordKey } from '../words/words.ts';
import { say } from './announcer.ts';
import styles from './hold_button.module.css';

export const HOLD_MS = 1_000;
/** For who cannot hold: screen readers and voice control only activate; twice is meant. */
export const TWICE_WITHIN_MS = 8_000;

interface Props {
  onHeld: () => void;
  isBusy?: boolean;
  /** Why not now. */
  impossible?: string | undefined;
  children: ReactNode;
}

const MOMENTS = ['none', 'held', 'once'] as const;
type Moment = (typeof MOMENTS)[number];

const WORDS: Record<Moment, WordKey> = {
  none: 'hold_to_confirm', held: 'hold_on', once: 'hold_again',
};

export function HoldButton({ onHeld, isBusy = false, impossible, children }: Props) {
  const word = useWord();
  const [moment, setMoment] = useState<Moment>('none');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOff = isBusy || impossible !== undefined;
  const enter = (next: Moment, forMs: number, then?: () => void) => {
    clearTimeout(timer.current);
    setMoment(next);
    say(wordNow(WORDS[next]));
    timer.current = setTimeout(() => {
      setMoment('none');
      then?.();
    }, forMs);
  };
  const leave = () => {
    clearTimeout(timer.current);
    setMoment('none');
  };
  const press = () => {
    if (!isOff) enter('held', HOLD_MS, onHeld);
  };
  const release = () => {
    if (moment === 'held') leave();
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (isOff) leave(); // What was pressed for is another thing by now.
  }, [isOff]);

  const onPointerDown = ({ button }: PointerEvent) => {
    if (button === 0) press();
  };
  const isKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isKey(event)) return;
    event.preventDefault();
    if (!event.repeat) press();
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (isKey(event)) event.preventDefault(); // No click comes of it.
    release();
  };
  const onClick = ({ detail }: MouseEvent) => {
    if (detail !== 0 || isOff) return; // Of a pointer: that has to hold.
    if (moment !== 'once') return enter('once', TWICE_WITHIN_MS);
    leave();
    onHeld();
  };
  return (
    <button
      type="button"
      className={`button ${styles.hold}`}
      aria-disabled={isOff}
      aria-busy={isBusy}
      data-held={moment === 'held'}
      title={impossible ?? word('hold_to_confirm')}
      onPointerDown={onPointerDown}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onClick={onClick}
      onBlur={leave}
    >
      {children}
      <small>
        {MOMENTS.map((each) => (
          <span key={each} data-shown={each === moment} aria-hidden={each !== moment}>
            {word(WORDS[each])}
          </span>
        ))}
      </small>
    </button>
  );
}
