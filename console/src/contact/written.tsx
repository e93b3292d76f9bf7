// What people wrote about a contact, and who heard its recording.
import type { HeardRow, NoteRow } from '../api/contact_rows.ts';
import { dayAndTime, useWord } from '../words/words.ts';
import styles from './contact.module.css';

interface Props {
  notes: readonly NoteRow[];
  /** Of a contact that was recorded. */
  heard: readonly HeardRow[] | undefined;
}

export function Written({ notes, heard }: Props) {
  const word = useWord();
  return (
    <section className={styles.panel} aria-labelledby="written-title">
      <header className={styles.heading}><h2 id="written-title">{word('notes')}</h2></header>
      <ul className={styles.written}>
        {notes.length === 0 && <li>{word('notes_none')}</li>}
        {notes.map((note, place) => ( // Never taken away, nor changed.
          <li key={place}>
            <Head row={note} />
            <p>{note.text}</p>
          </li>
        ))}
      </ul>
      {heard && (
        <>
          <h3 className={styles.heard}>{word('heard')}</h3>
          <ul className={styles.written}>
            {heard.length === 0 && <li>{word('heard_none')}</li>}
            {heard.map((one, place) => <li key={place}><Head row={one} /></li>)}
          </ul>
        </>
      )}
    </section>
  );
}

function Head({ row }: { row: HeardRow }) {
  return (
    <span>
      <time className="number" dateTime={row.at}>{dayAndTime(Date.parse(row.at))}</time>
      {' · '}
      {row.by_name ?? row.by}
    </span>
  );
}
