// Notes on the contact at hand: what was written before, and one that is being written.
import { StickyNote } from 'lucide-react';
import { useState } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { timeOfDay, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { readRecord, useRecord } from './contact_record.ts';
import parts from './disposition_list.module.css';
import { draftOf, keepDraft, NOTE_MAX } from './drafts.ts';
import styles from './notes.module.css';

interface Props {
  agent: AgentRow;
  contact: number;
  actions: Actions;
}

export function Notes({ agent, contact, actions }: Props) {
  const word = useWord();
  const [text, setText] = useState(() => draftOf(agent.id, contact));
  const { notes } = useRecord(contact);
  const write = (typed: string) => {
    setText(typed);
    keepDraft(agent.id, contact, typed);
  };
  const send = async () => {
    if (!(await actions.sendNote(contact))) return;
    setText(draftOf(agent.id, contact)); // What was written meanwhile stays.
    void readRecord(contact);
  };
  return (
    <section className={parts.part} aria-labelledby="notes-title">
      <header className={parts.head}>
        <h3 id="notes-title">{word('notes')}</h3>
        <p className={parts.said}>{text.trim() !== '' && word('note_unsent')}</p>
      </header>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={`${note.at} ${note.text}`}>
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
          onChange={(event) => write(event.target.value)}
        />
        <AskButton
          asks="add_note"
          impossible={text.trim() === '' ? word('note_empty') : undefined}
          onPress={() => void send()}
        >
          <StickyNote size={16} aria-hidden="true" />
          {word('note_send')}
        </AskButton>
      </div>
    </section>
  );
}
