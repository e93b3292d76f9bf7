// The own queues: how many wait and for how long, against the target.
import { longestWait, useDesk } from '../live/desk.ts';
import { useServerNow } from '../live/now.ts';
import { waitTone } from '../look/states.ts';
import { duration, useWord } from '../words/words.ts';
import styles from './queue_pulse.module.css';

export function QueuePulse() {
  const word = useWord();
  const queues = useDesk((desk) => desk.queues);
  const now = useServerNow();
  return (
    <ul className={styles.queues} aria-label={word('queues_mine')}>
      {[...queues.values()].map((queue) => {
        const wait = longestWait(queue, now);
        const tone = waitTone(wait, queue.target_ms);
        return (
          <li key={queue.id} className={styles.queue}>
            <span className={styles.name}>{queue.id}</span>
            {queue.waiting === 0 ? (
              <span className={styles.calm}>{word('queue_free')}</span>
            ) : (
              <span className={`${styles.wait} number`} data-tone={tone}>
                {word('queue_waiting', { n: queue.waiting })}
                {' · '}
                {word('queue_longest', { time: duration(wait) })}
                <span className={styles.calm}>
                  {' '}{word('queue_target', { time: duration(queue.target_ms) })}
                </span>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
