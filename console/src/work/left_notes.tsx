// Notes of contacts that went on while they were written: which were saved as they stood, and which were not.
import { StickyNote, X } from 'lucide-react';

import type { AgentRow } from '../api/rows.ts';
import { useWord } from '../words/words.ts';
import { contactsWithDraft, keepDraft, useDrafts } from './drafts.ts';
import styles from './messages.module.css';
import notice from './notice.module.css';
import { useLeftNotes } from './send_note.ts';

export function LeftNotes({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const drafts = useDrafts();
  const { saved } = useLeftNotes();
  const refused = contactsWithDraft(agent.id, drafts)
    .filter((contact) => contact !== agent.contact)
    .map((contact) => ({ contact, ...drafts[`${agent.id}.${contact}`] }))
    .filter((draft) => draft.refused !== undefined);
  if (saved.length === 0 && refused.length === 0) return null;
  return (
    <section className={styles.stack} aria-label={word('left_notes')}>
      {refused.map(({ contact, text, refused: why = '' }) => (
        <article key={contact} className={`${notice.notice} ${styles.one}`} data-tone="warning">
          <StickyNote className={styles.icon} size={18} aria-hidden="true" />
          <div className={notice.words}>
            <p className={styles.head}><b>{word('left_note_refused', { id: contact })}</b> {why}</p>
            <p className={styles.text}>{text}</p>
          </div>
          <button
            type="button"
            className="button"
            onClick={() => keepDraft(agent.id, contact, '')}
          >
            {word('left_note_discard')}
          </button>
        </article>
      ))}
      {saved.map((one, place) => (
        <article key={place} className={`${notice.notice} ${styles.one}`} data-tone="plain">
          <StickyNote className={styles.icon} size={18} aria-hidden="true" />
          <div className={notice.words}>
            <p className={styles.head}>{word('left_note_saved', { id: one.contact })}</p>
            <p className={styles.text}>{one.text}</p>
          </div>
          <button
            type="button"
            className="button quiet icon"
            aria-label={word('close')}
            onClick={() => useLeftNotes.setState({
              saved: saved.filter((other) => other !== one),
            })}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </article>
      ))}
    </section>
  );
}
