// The rows that were found, and in place of them what to do when there are none.
import { Link } from '@tanstack/react-router';
import { AudioLines, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { LifeRow } from '../api/rows.ts';
import { endLook } from '../contact/steps.ts';
import { nameOf, useNames } from '../live/names.ts';
import { useServerNow } from '../live/now.ts';
import { Glyph } from '../look/glyph.tsx';
import { Empty, Stale, whyNot } from '../shell/read_notice.tsx';
import { age, dayAndTime, duration, named, useWord } from '../words/words.ts';
import { useOutcomeNames } from '../work/dispositions.ts';
import styles from './contacts.module.css';
import { useListKeys } from './keys.ts';
import { readAgain, readMore, useList } from './read_list.ts';

export function ContactList({ isFiltered }: { isFiltered: boolean }) {
  const word = useWord();
  const { rows, state, why, at } = useList();
  const isOld = rows.length > 0 && state !== 'read' && state !== 'loading';
  useListKeys('[data-row-link]');
  if (rows.length === 0 && state === 'loading') {
    return <p className={styles.message} role="status">{word('loading')}</p>;
  }
  if (rows.length === 0 && state !== 'read') {
    const text = whyNot(word, state, why);
    return <Empty title={word('list_refused')} text={text} onAgain={readAgain} />;
  }
  return (
    <section className={styles.found} aria-label={word('contacts')}>
      {isOld && <Stale at={at} onAgain={readAgain} />}
      {rows.length > 0 ? <Table rows={rows} isOld={isOld} /> : <None isFiltered={isFiltered} />}
      <Foot />
    </section>
  );
}

function None({ isFiltered }: { isFiltered: boolean }) {
  const word = useWord();
  const next = useList((list) => list.next);
  if (next !== null) {
    return <Empty title={word('list_none_so_far')} text={word('list_none_so_far_text')} />;
  }
  return isFiltered
    ? <Empty title={word('list_none_found')} text={word('list_none_found_text')} />
    : <Empty title={word('list_none')} text={word('list_none_text')} />;
}

function Table({ rows, isOld }: { rows: readonly LifeRow[]; isOld: boolean }) {
  const word = useWord();
  const agents = useNames((names) => names.agents);
  const outcome = useOutcomeNames();
  const scroll = useRef<HTMLDivElement>(null);

  // Back from a contact: the keyboard goes on where it was.
  useEffect(() => {
    const { opened } = useList.getState();
    if (opened === undefined) return;
    scroll.current?.querySelector<HTMLElement>(`[data-row-link="${opened}"]`)?.focus();
    useList.setState({ opened: undefined });
  }, []);

  return (
    <div className={styles.scroll} ref={scroll} data-stale={isOld}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{word('column_time')}</th>
            <th scope="col">{word('column_contact')}</th>
            <th scope="col">{word('column_end')}</th>
            <th scope="col">{word('dispositions')}</th>
            <th scope="col">{word('column_queue')}</th>
            <th scope="col">{word('column_agents')}</th>
            <th scope="col" data-number="true">{word('column_waited')}</th>
            <th scope="col" data-number="true">{word('column_talked')}</th>
            <th scope="col" data-number="true">{word('column_held')}</th>
            <th scope="col">{word('column_recorded')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <Row key={row.id} row={row} agents={agents} outcome={outcome} />)}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: LifeRow;
  agents: ReadonlyMap<string, string>;
  outcome: (code: string) => string;
}

function Row({ row, agents, outcome }: RowProps) {
  const word = useWord();
  const end = row.end ?? 'none';
  const isOver = row.end !== undefined;
  const who = row.agents.map((code) => nameOf(agents, code)).join(', ');
  const said = row.disposition ? outcome(row.disposition) : '';
  return (
    <tr>
      <td className="number">{dayAndTime(Date.parse(row.arrived_at))}</td>
      <td className="number">
        <Link
          to="/contacts/$id"
          params={{ id: String(row.id) }}
          className={styles.link}
          data-row-link={row.id}
          aria-label={word('contact', { id: row.id })}
          onClick={() => useList.setState({ opened: row.id })}
        >
          {row.id}
        </Link>
      </td>
      <td>
        <span className={styles.end}>
          <Glyph look={endLook(end)} size={12} />
          {named(word, 'end', end)}
        </span>
      </td>
      <td className={styles.outcome}>{said}</td>
      <td>{row.queue ?? ''}</td>
      <td className={styles.who} title={who}>{who || <span>{word('nobody')}</span>}</td>
      <td className="number" data-number="true">{duration(row.waited_ms)}</td>
      <td className="number" data-number="true">{isOver ? duration(row.talked_ms) : '–'}</td>
      <td className="number" data-number="true">{isOver ? duration(row.held_ms) : '–'}</td>
      <td>
        {row.recorded && (
          <span className={styles.recorded}>
            <AudioLines size={15} aria-hidden="true" />
            {word(isOver ? 'recorded' : 'recording')}
          </span>
        )}
      </td>
    </tr>
  );
}

function Foot() {
  const word = useWord();
  const { rows, next, reading, at } = useList();
  useServerNow();
  return (
    <footer className={styles.foot}>
      <p className="number" role="status">{word('list_shown', { n: rows.length })}</p>
      {next === null ? <p>{word('list_end')}</p> : (
        <button type="button" className="button" aria-disabled={reading} onClick={readMore}>
          {word(reading ? 'loading' : rows.length > 0 ? 'list_more' : 'list_search_on')}
        </button>
      )}
      <p className={styles.keys}>{word('list_keys')}</p>
      <p className={`${styles.age} number`}>{word('list_age', { age: age(Date.now() - at) })}</p>
      <button type="button" className="button" aria-disabled={reading} onClick={readAgain}>
        <RotateCw size={15} aria-hidden="true" />
        {word('list_again')}
      </button>
    </footer>
  );
}
