// What one has written last, and who has not read it yet; looked at again while it is shown.
import { useEffect } from 'react';

import { useRead } from '../api/read.ts';
import { nameOf, readNames, useNames } from '../live/names.ts';
import { timeOfDay, useWord } from '../words/words.ts';
import { useSaidOf } from './ask.ts';
import styles from './forms.module.css';

interface Sent {
  message: number;
  at: string;
  text: string;
  sent: number;
  read: number;
  /** Codes of agents, some where there are many. */
  unread: readonly string[];
}

const SHOWN_MAX = 5;
const LOOK_MS = 5_000;
const NAMED_MAX = 12;

/** `about`: as of the form above it, whose messages are here at once. */
export function SentList({ about }: { about: string }) {
  const word = useWord();
  const { done = '' } = useSaidOf(about);
  const [{ state, value }, again] = useRead<{ rows: Sent[] }>('/messages', done);
  useEffect(() => {
    void readNames();
    const timer = setInterval(again, LOOK_MS);
    return () => clearInterval(timer);
  }, [again]);
  if (!value) {
    return state === 'loading' ? null : <p className={styles.refused}>{word('sent_not_read')}</p>;
  }
  if (value.rows.length === 0) return null;
  return (
    <section className={styles.sent} aria-label={word('sent')}>
      <h2>{word('sent')}</h2>
      <ul>
        {value.rows.slice(0, SHOWN_MAX).map((one) => <Row key={one.message} sent={one} />)}
      </ul>
    </section>
  );
}

function Row({ sent }: { sent: Sent }) {
  const word = useWord();
  const agents = useNames((names) => names.agents);
  const { at, text, sent: all, read, unread } = sent;
  const named = unread.slice(0, NAMED_MAX).map((code) => nameOf(agents, code));
  const more = all - read - named.length;
  const names = more > 0 ? [...named, word('sent_more', { n: more })] : named;
  const count = word('sent_read', { n: read, all });
  return (
    <li>
      <time className="number" dateTime={at}>{timeOfDay(Date.parse(at))}</time>
      <p>{text || word('message_erased')}</p>
      {unread.length === 0 ? <p className={styles.done}>{count}</p> : (
        <details>
          <summary className="number">{count}</summary>
          <p>{word('sent_unread', { names: names.join(', ') })}</p>
        </details>
      )}
    </li>
  );
}
