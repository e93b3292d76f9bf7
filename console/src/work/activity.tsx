// The agent's own changes of state, the newest first, and who or what caused each.
import { useDesk } from '../live/desk.ts';
import { useAsked } from '../live/shift.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { duration, timeOfDay, useWord } from '../words/words.ts';
import { causeWords } from './cause_words.ts';
import { Since } from './elapsed.tsx';
import { stateWords } from './state_words.ts';
import styles from './side.module.css';

const SHOWN_MAX = 40;

export function Activity() {
  const word = useWord();
  const events = useDesk((desk) => desk.events);
  const agent = useDesk((desk) => desk.agent?.id ?? '');
  const failed = useAsked((asked) => asked.activityFailed);
  const changes = events
    .filter((event) => event.kind === 'agent_state_changed')
    .slice(-SHOWN_MAX)
    .reverse();
  return (
    <section className={styles.side} data-side="end" aria-labelledby="day-title">
      <header className={styles.head}><h2 id="day-title">{word('day')}</h2></header>
      <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="day-title">
        <ol>
          {changes.map((event, i) => {
            const state = { state: event.to ?? '', break_kind: event.break_kind ?? null };
            const later = changes[i - 1];
            return (
              <li key={event.position} className={styles.row}>
                <span className={`${styles.time} number`}>{timeOfDay(Date.parse(event.at))}</span>
                <div>
                  <p className={styles.first}>
                    <span className={styles.state}>
                      <Glyph look={agentLook(state.state, state.break_kind)} size={12} />
                      {stateWords(word, state)}
                    </span>
                    <span className="number">
                      {later
                        ? duration(Date.parse(later.at) - Date.parse(event.at))
                        : <Since at={event.at} />}
                    </span>
                  </p>
                  <p className={styles.second}>{causeWords(word, event, agent)}</p>
                </div>
              </li>
            );
          })}
        </ol>
        {changes.length === 0 && (
          <p className={styles.empty}>{word(failed ? 'day_failed' : 'day_none')}</p>
        )}
      </div>
    </section>
  );
}
