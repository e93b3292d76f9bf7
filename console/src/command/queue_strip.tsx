// The queues, the worst wait first: who waits, how long against the target, who is free.
import type { QueueRow } from '../api/rows.ts';
import { longestWait, type Taken } from '../live/desk.ts';
import { useServerNow } from '../live/now.ts';
import { waitTone } from '../look/states.ts';
import { duration, useWord } from '../words/words.ts';
import { useFloor } from './floor_link.ts';
import styles from './queue_strip.module.css';

interface Props {
  chosen: string;
  onChoose: (queue: string) => void;
}

/** How many times over its target somebody waits; below 0 where nobody does. */
export function urgency(queue: Taken<QueueRow>, now: number): number {
  return queue.waiting === 0 ? -1 : longestWait(queue, now) / Math.max(1, queue.target_ms);
}

export function QueueStrip({ chosen, onChoose }: Props) {
  const word = useWord();
  const queues = useFloor((floor) => floor.queues);
  const now = useServerNow();
  // Steps of half a target, so that two queues do not change places each second.
  const step = (queue: Taken<QueueRow>) => Math.ceil(urgency(queue, now) * 2);
  const sorted = [...queues].sort((a, b) => step(b) - step(a) || a.id.localeCompare(b.id));
  if (queues.length === 0) return null;
  return (
    <ul className={styles.queues} aria-label={word('floor_queues')} tabIndex={0} data-slides>
      {sorted.map((queue) => {
        const wait = longestWait(queue, now);
        const tone = waitTone(wait, queue.target_ms);
        return (
          <li key={queue.id}>
            <button
              type="button"
              className={styles.queue}
              data-tone={tone}
              aria-pressed={chosen === queue.id}
              onClick={() => onChoose(chosen === queue.id ? '' : queue.id)}
            >
              <span className={styles.name}>{queue.id}</span>
              <span className={styles.waiting}>
                <b className="number">{queue.waiting}</b> {word('floor_waiting')}
              </span>
              <span className={styles.wait}>
                {queue.waiting > 0 && tone !== 'plain' && (
                  <span aria-hidden="true">{tone === 'critical' ? '◆ ' : '▲ '}</span>
                )}
                <span className="number">{queue.waiting > 0 ? duration(wait) : '–'}</span>
                <small className="number"> ≤ {duration(queue.target_ms)}</small>
              </span>
              <span className={styles.staff}>
                {word('floor_ready', { ready: queue.ready, agents: queue.agents })}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
