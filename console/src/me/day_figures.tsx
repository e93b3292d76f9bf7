// The own state, and the day in figures with the formula of each.
import type { AgentRow, LifeRow } from '../api/rows.ts';
import { useDesk } from '../live/desk.ts';
import { midnight } from '../live/own_day.ts';
import { useAsked } from '../live/shift.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { duration, timeOfDay, useWord } from '../words/words.ts';
import { Since } from '../work/elapsed.tsx';
import { stateWords } from '../work/state_words.ts';
import { type Day, dayOfRows, unansweredOf } from './day.ts';
import styles from './me.module.css';

interface Props {
  agent: AgentRow;
  /** Nothing while they are read. */
  rows: readonly LifeRow[] | undefined;
}

interface FigureProps {
  name: string;
  value: string;
  beside?: string;
}

function Figure({ name, value, beside }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className="number"><b>{value}</b>{beside && <span>{beside}</span>}</dd>
    </div>
  );
}

/** Since midnight, or since when the own events are known; nothing while they are read. */
function useKnownSince(): number | undefined {
  const known = useAsked((asked) => asked.activitySince);
  return known === undefined ? undefined : Math.max(known, midnight().getTime());
}

export function DayFigures({ agent, rows }: Props) {
  const word = useWord();
  const since = useKnownSince();
  const events = useDesk((desk) => desk.events);
  const day = rows && dayOfRows(rows);
  const rang = since === undefined ? undefined : unansweredOf(events, since);
  const average = (ms: number) => word('me_average', { time: duration(ms) });
  const isWhole = since === midnight().getTime();
  const beside = [
    ...(rang && rang.declined > 0 ? [word('me_declined', { n: rang.declined })] : []),
    ...(since !== undefined && !isWhole ? [word('me_since', { time: timeOfDay(since) })] : []),
  ].join(' · ');
  return (
    <section className={styles.top} aria-label={word('me_figures')}>
      <dl className={styles.figures}>
        <div className={styles.figure}>
          <dt>{word('me_state')}</dt>
          <dd>
            <b className={styles.state}>
              <Glyph look={agentLook(agent.state, agent.break_kind)} size={16} />
              {stateWords(word, agent)}
            </b>
            <span className="number">
              <Since at={agent.since} />{' '}
              {word('me_state_since', { time: timeOfDay(Date.parse(agent.since)) })}
            </span>
          </dd>
        </div>
        <Figure name={word('me_handled')} value={day ? String(day.handled) : '–'} />
        <Figure
          name={word('me_aht')}
          value={day && day.handled > day.shared ? duration(day.aht) : '–'}
        />
        <Figure
          name={word('me_talked')}
          value={day ? duration(day.talked.total) : '–'}
          beside={day ? average(day.talked.average) : ''}
        />
        <Figure
          name={word('me_held')}
          value={day ? duration(day.held.total) : '–'}
          beside={day ? average(day.held.average) : ''}
        />
        <Figure
          name={word('me_wrap_up')}
          value={day ? duration(day.wrapUp.total) : '–'}
          beside={day ? average(day.wrapUp.average) : ''}
        />
        <Figure name={word('me_missed')} value={rang ? String(rang.missed) : '–'} beside={beside} />
      </dl>
      {day && <Formula day={day} />}
    </section>
  );
}

function Formula({ day }: { day: Day }) {
  const word = useWord();
  return (
    <details className={styles.formula}>
      <summary>{word('me_formula')}</summary>
      <ul>
        <li>{word('me_formula_handled')}</li>
        <li>{word('me_formula_times')}</li>
        <li className="number">
          {word('me_formula_aht', {
            talked: duration(day.talked.total),
            wrapUp: duration(day.wrapUp.total),
            n: day.handled - day.shared,
            aht: day.handled > day.shared ? duration(day.aht) : '–',
          })}
        </li>
        {day.shared > 0 && <li>{word('me_formula_shared', { n: day.shared })}</li>}
        <li>{word('me_formula_missed')}</li>
      </ul>
    </details>
  );
}
