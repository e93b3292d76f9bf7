// Tones for the other side's menus: by click, or by the keys of the same names while it is open.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { useWord } from '../words/words.ts';
import styles from './keypad.module.css';
import { isFreeKey } from './single_keys.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const SHOWN_MAX = 32;

interface Props {
  /** False when the tone could not be sent. */
  send: (digit: string) => boolean;
  onClose: () => void;
}

export function Keypad({ send, onClose }: Props) {
  const word = useWord();
  const [sent, setSent] = useState('');
  const pad = useRef<HTMLDivElement>(null);
  useEffect(() => pad.current?.querySelector('button')?.focus(), []);

  const press = (digit: string) => {
    if (send(digit)) setSent((before) => (before + digit).slice(-SHOWN_MAX));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') onClose();
    else if (DIGITS.includes(event.key)) press(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Also while the focus is elsewhere: what is open says what the keys mean.
  useLayoutEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!DIGITS.includes(event.key) || !isFreeKey(event)) return;
      event.preventDefault();
      press(event.key);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  return (
    <div
      className={styles.keypad}
      role="group"
      aria-label={word('keypad_title')}
      ref={pad}
      onKeyDown={onKeyDown}
    >
      <p className={`${styles.sent} number`} role="status" aria-label={word('keypad_sent')}>
        {sent}
      </p>
      <div className={styles.digits}>
        {DIGITS.map((digit) => (
          <button key={digit} type="button" className="button" onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
      </div>
    </div>
  );
}
