// The agent's own contacts of today, the one at hand on top.
import type { AgentRow, LifeRow } from '../api/rows.ts';
import { useDesk } from '../live/desk.ts';
import { useOwnDay } from '../live/own_day.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { duration, named, timeOfDay, useWord } from '../words/words.ts';
import { Since } from './elapsed.tsx';
import { stateWords } from './state_words.ts';
import styles from './side.module.css';

export function ContactsToday({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const [{ value, state }, readAgain] = useOwnDay(agent.id);
  const over = value?.rows.filter((row) => row.end !== undefined) ?? [];
  const isFailed = state !== 'loading' && state !== 'read';
  return (
    <section className={styles.side} aria-labelledby="contacts-title">
      <header className={styles.head}>
        <h2 id="contacts-title">{word('contacts')}</h2>
        {over.length > 0 && <Summary rows={over} />}
      </header>
      <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="contacts-title">
        <ul>
          {agent.contact !== null && <AtHandRow agent={agent} />}
          {over.map((row) => <OverRow key={row.id} row={row} />)}
        </ul>
        {isFailed && (
          <div className={styles.empty}>
            <p>{word('contacts_failed')}</p>
            <button type="button" className="button" onClick={readAgain}>
              {word('try_again')}
            </button>
          </div>
        )}
        {state === 'loading' && <p className={styles.empty}>{word('loading')}</p>}
        {state === 'read' && over.length === 0 && agent.contact === null && (
          <p className={styles.empty}>{word('contacts_none')}</p>
        )}
      </div>
    </section>
  );
}

function Summary({ rows }: { rows: readonly LifeRow[] }) {
  const word = useWord();
  const handled = rows.filter((row) => row.end === 'handled');
  if (handled.length === 0) return null;
  const talked = handled.reduce((sum, row) => sum + row.talked_ms, 0);
  const time = duration(talked / handled.length);
  return <p className="number">{word('contacts_sum', { n: handled.length, time })}</p>;
}

function AtHandRow({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const queue = useDesk((desk) => desk.contacts.get(agent.contact ?? 0)?.queue);
  return (
    <li className={styles.row} data-now="true">
      <Glyph look={agentLook(agent.state)} />
      <div>
        <p className={styles.first}>
          <b>{queue ?? word('contact', { id: agent.contact ?? 0 })}</b>
          <span className="number"><Since at={agent.since} /></span>
        </p>
        <p className={styles.second}>
          <span>{stateWords(word, agent)}</span>
          <span className="number">{word('contact', { id: agent.contact ?? 0 })}</span>
        </p>
      </div>
    </li>
  );
}

function OverRow({ row }: { row: LifeRow }) {
  const word = useWord();
  return (
    <li className={styles.row}>
      <span className={`${styles.time} number`}>{timeOfDay(Date.parse(row.arrived_at))}</span>
      <div>
        <p className={styles.first}>
          <b>{row.queue ?? word('contact', { id: row.id })}</b>
          <span className="number">{duration(row.talked_ms)}</span>
        </p>
        <p className={styles.second}>
          <span>{row.end ? named(word, 'end', row.end) : ''}</span>
          <span className="number">{word('waited', { time: duration(row.waited_ms) })}</span>
        </p>
      </div>
    </li>
  );
}
