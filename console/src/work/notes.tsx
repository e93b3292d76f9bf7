// Notes on the contact at hand: what was written before, and one that is being written.
import { StickyNote } from 'lucide-react';

import type { AgentRow } from '../api/rows.ts';
import { timeOfDay, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { readRecord, useRecord } from './contact_record.ts';
import parts from './disposition_list.module.css';
import { keepDraft, NOTE_MAX, useDraft } from './drafts.ts';
import styles from './notes.module.css';

interface Props {
  agent: AgentRow;
  contact: number;
  actions: Actions;
}

export function Notes({ agent, contact, actions }: Props) {
  const word = useWord();
  const { text, refused } = useDraft(agent.id, contact);
  const { notes, state } = useRecord(contact);
  return (
    <section className={parts.part} aria-labelledby="notes-title">
      <header className={parts.head}>
        <h3 id="notes-title">{word('notes')}</h3>
        <p className={parts.said}>{text.trim() !== '' && refused === undefined && word('note_unsent')}</p>
      </header>
      {state === 'failed' && (
        <p className={styles.failed}>
          {word('notes_failed')}{' '}
          <button type="button" className="button" onClick={() => void readRecord(contact)}>
            {word('try_again')}
          </button>
        </p>
      )}
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note, place) => ( // Never taken away, nor changed.
            <li key={place}>
              <time className="number" dateTime={note.at}>{timeOfDay(Date.parse(note.at))}</time>
              <p>
                {note.text}
                {note.by !== agent.id && <span> · {note.by_name ?? note.by}</span>}
              </p>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.write}>
        <textarea
          className="field"
          rows={2}
          maxLength={NOTE_MAX}
          value={text}
          aria-label={word('note_new')}
          placeholder={word('note_new')}
          onChange={(event) => keepDraft(agent.id, contact, event.target.value)}
        />
        <AskButton
          asks="add_note"
          impossible={text.trim() === '' ? word('note_empty') : undefined}
          onPress={() => void actions.saveNote(contact)}
        >
          <StickyNote size={16} aria-hidden="true" />
          {word('note_send')}
        </AskButton>
      </div>
      <div role="alert">
        {refused !== undefined && (
          <p className={styles.failed}>{word('note_refused', { why: refused })}</p>
        )}
      </div>
    </section>
  );
}
