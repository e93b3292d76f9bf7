// The agent's own contacts of today, each with its times and the way to all of it.
import { Link } from '@tanstack/react-router';

import type { LifeRow } from '../api/rows.ts';
import { endLook } from '../contact/steps.ts';
import table from '../contacts/contacts.module.css';
import { Glyph } from '../look/glyph.tsx';
import { Empty } from '../shell/read_notice.tsx';
import { clock, duration, named, useWord } from '../words/words.ts';
import { isShared, wrapUpOf } from './day.ts';
import styles from './me.module.css';

export function DayContacts({ rows }: { rows: readonly LifeRow[] }) {
  const word = useWord();
  if (rows.length === 0) {
    return <Empty title={word('me_contacts_none')} text={word('me_contacts_none_text')} />;
  }
  return (
    <div className={styles.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{word('column_time')}</th>
            <th scope="col">{word('column_contact')}</th>
            <th scope="col">{word('column_end')}</th>
            <th scope="col">{word('column_queue')}</th>
            <th scope="col" data-number="true">{word('column_waited')}</th>
            <th scope="col" data-number="true">{word('column_talked')}</th>
            <th scope="col" data-number="true">{word('column_held')}</th>
            <th scope="col" data-number="true">{word('me_wrap_up')}</th>
          </tr>
        </thead>
        <tbody>{rows.map((row) => <Row key={row.id} row={row} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: LifeRow }) {
  const word = useWord();
  const end = row.end ?? 'none';
  const wrapUp = wrapUpOf(row);
  const time = (ms: number | undefined) =>
    row.end === undefined || ms === undefined ? '–' : duration(ms);
  return (
    <tr>
      <td className="number">{clock(Date.parse(row.arrived_at))}</td>
      <td className="number">
        <Link
          to="/contacts/$id"
          params={{ id: String(row.id) }}
          className={table.link}
          data-row-link={row.id}
          aria-label={word('contact', { id: row.id })}
        >
          {row.id}
        </Link>
      </td>
      <td>
        <span className={table.end}>
          <Glyph look={endLook(end)} size={12} />
          {named(word, 'end', end)}
          {isShared(row) && <span className={styles.shared}>{word('me_shared')}</span>}
        </span>
      </td>
      <td>{row.queue ?? ''}</td>
      <td className="number" data-number="true">{duration(row.waited_ms)}</td>
      <td className="number" data-number="true">{time(row.talked_ms)}</td>
      <td className="number" data-number="true">{time(row.held_ms)}</td>
      <td className="number" data-number="true">{time(wrapUp)}</td>
    </tr>
  );
}
