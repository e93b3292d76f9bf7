// The deviations beside the grid: each says what, where and for how long, and shows who is behind it.
import { AlertList } from '../alerts/alert_list.tsx';
import { type Alert, useAlerts, WATCHED_MS } from '../alerts/alerts.ts';
import { useServerNow } from '../live/now.ts';
import { duration, named, useWord, type Word } from '../words/words.ts';
import { type Deviation, deviationsOf } from './deviations.ts';
import { useFloor } from './floor_link.ts';
import styles from './deviation_list.module.css';
import type { CommandSearch } from './view.ts';

export function DeviationList({ onChoose }: { onChoose: (search: CommandSearch) => void }) {
  const word = useWord();
  const { queues, sites, needs, names, loaded } = useFloor();
  const now = useServerNow();
  const found = deviationsOf({ queues, sites, siteNames: names.sites, needs }, now);
  const [alerts, again] = useAlerts(WATCHED_MS);
  if (!loaded) return null;
  const count = found.length + (alerts.value?.rows.length ?? 0);
  return (
    <aside className={styles.side} aria-labelledby="deviations-title">
      <h2 id="deviations-title" className={styles.title}>
        {word('floor_deviations')} <span className={styles.count}>{count}</span>
      </h2>
      <AlertList
        read={alerts}
        onDone={again}
        searchOf={searchOfSubject}
        onChoose={onChoose}
      />
      {count === 0 && alerts.state === 'read' && <p className={styles.none}>{word('floor_deviations_none')}</p>}
      <ul className={styles.list}>
        {found.map((deviation) => (
          <li key={keyOf(deviation)}>
            <button
              type="button"
              className={styles.card}
              data-tone={deviation.tone}
              onClick={() => onChoose(searchBehind(deviation))}
            >
              <b className={styles.what}>
                <span aria-hidden="true">{deviation.tone === 'critical' ? '◆ ' : '▲ '}</span>
                {whatOf(deviation, word)}
              </b>
              <span className={`${styles.since} number`}>
                {deviation.ms > 0 ? duration(deviation.ms) : ''}
              </span>
              <span className={styles.more}>{moreOf(deviation, word)}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}

function keyOf(deviation: Deviation): string {
  switch (deviation.about) {
    case 'queue':
      return `queue ${deviation.queue}`;
    case 'site':
      return `site ${deviation.site}`;
    case 'need':
      return `need ${deviation.need}`;
  }
}

/** Who is behind an alert, as far as the grid can choose by it. */
function searchOfSubject({ subject: { kind, code } }: Alert): CommandSearch | undefined {
  if (kind === 'queue') return { queue: code };
  if (kind === 'site') return { site: code };
  if (kind === 'team') return { team: code };
  return kind === 'agent' ? { agent: code } : undefined;
}

/** The part of the address under which those behind it are listed. */
function searchBehind(deviation: Deviation): CommandSearch {
  switch (deviation.about) {
    case 'queue':
      return { queue: deviation.queue };
    case 'site':
      return { site: deviation.site, states: 'unreachable' };
    case 'need':
      return { help: true };
  }
}

function whatOf(deviation: Deviation, word: Word): string {
  switch (deviation.about) {
    case 'queue':
      return deviation.queue;
    case 'site':
      return deviation.site;
    case 'need':
      return named(word, 'attention', deviation.need);
  }
}

function moreOf(deviation: Deviation, word: Word): string {
  switch (deviation.about) {
    case 'queue':
      return word(deviation.nobody ? 'floor_queue_nobody' : 'floor_queue_over', {
        n: deviation.waiting, target: duration(deviation.target),
      });
    case 'site':
      return word('floor_site_unreachable', { n: deviation.unreachable, of: deviation.present });
    case 'need':
      return word('floor_people', { n: deviation.count });
  }
}
