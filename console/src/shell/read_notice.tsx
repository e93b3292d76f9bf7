// Why something could not be read, and what to do: in place of it, or above what is old.
import { RotateCw } from 'lucide-react';

import type { ReadState } from '../api/read.ts';
import { useServerNow } from '../live/now.ts';
import { age, useWord, type Word } from '../words/words.ts';
import styles from './read_notice.module.css';

export function whyNot(word: Word, state: ReadState, why: string): string {
  if (state === 'no_answer') return word('read_no_answer');
  if (state === 'refused') return word('read_refused');
  return word('read_failed', { why });
}

interface Props {
  title: string;
  text: string;
  /** Without it there is nothing to try again. */
  onAgain?: () => void;
}

/** In the middle of what is empty. */
export function Empty({ title, text, onAgain }: Props) {
  const word = useWord();
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p>{text}</p>
      {onAgain && <Again onAgain={onAgain}>{word('try_again')}</Again>}
    </div>
  );
}

/** Above what was read before: it is shown, and is old. */
export function Stale({ at, onAgain }: { at: number; onAgain: () => void }) {
  const word = useWord();
  useServerNow();
  return (
    <div className={styles.stale} role="status">
      <p>{word('read_stale', { age: age(Date.now() - at) })}</p>
      <Again onAgain={onAgain}>{word('try_again')}</Again>
    </div>
  );
}

function Again({ onAgain, children }: { onAgain: () => void; children: string }) {
  return (
    <button type="button" className="button" onClick={onAgain}>
      <RotateCw size={15} aria-hidden="true" />
      {children}
    </button>
  );
}
