// Whether what is shown is live: always in the same place.
import { useConnection } from '../live/connection.ts';
import { useServerNow } from '../live/now.ts';
import { age, useWord } from '../words/words.ts';
import styles from './shell.module.css';

export function ConnectionLight() {
  const word = useWord();
  const { live, lostAt } = useConnection();
  useServerNow();
  const state = live ? 'live' : lostAt > 0 ? 'reconnecting' : 'connecting';
  return (
    <p className={styles.light} data-state={state}>
      <span className={styles.lamp} aria-hidden="true" />
      {word(state)}
      {state === 'reconnecting' && (
        <span className={styles.age}>{word('data_age', { age: age(Date.now() - lostAt) })}</span>
      )}
    </p>
  );
}

/** Said once more and larger, with what it means, while there is no connection. */
export function StaleBanner({ inCall }: { inCall: boolean }) {
  const word = useWord();
  const { live, lostAt, refused } = useConnection();
  useServerNow();
  if (refused !== undefined) {
    return <Banner>{word('feed_refused', { detail: refused })}</Banner>;
  }
  if (live || lostAt === 0) return null;
  const said = inCall ? 'stale_call' : 'stale';
  return <Banner>{word(said, { age: age(Date.now() - lostAt) })}</Banner>;
}

function Banner({ children }: { children: string }) {
  const word = useWord();
  return <section className={styles.banner} aria-label={word('connection')}>{children}</section>;
}
