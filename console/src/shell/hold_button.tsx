// A button for what cannot be taken back: it acts when it was held, by pointer or key, long enough.
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

import { useWord } from '../words/words.ts';
import styles from './hold_button.module.css';

export const HOLD_MS = 1_000;

interface Props {
  onHeld: () => void;
  isBusy?: boolean;
  /** Why not now. */
  impossible?: string | undefined;
  children: ReactNode;
}

export function HoldButton({ onHeld, isBusy = false, impossible, children }: Props) {
  const word = useWord();
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = () => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  const press = () => {
    if (isBusy || impossible !== undefined) return;
    clearTimeout(timer.current);
    setHeld(true);
    timer.current = setTimeout(() => {
      setHeld(false);
      onHeld();
    }, HOLD_MS);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.repeat) press();
  };
  return (
    <button
      type="button"
      className={`button ${styles.hold}`}
      aria-disabled={isBusy || impossible !== undefined}
      aria-busy={isBusy}
      data-held={isHeld}
      title={impossible ?? word('hold_to_confirm')}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
      onKeyUp={release}
      onBlur={release}
    >
      {children}
      <small>{word(isHeld ? 'hold_on' : 'hold_to_confirm')}</small>
    </button>
  );
}
