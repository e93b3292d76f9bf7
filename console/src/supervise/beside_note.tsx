// Who is beside a conversation, told to the agent whose it is.
import { Ear } from 'lucide-react';

import type { Supervision } from '../api/rows.ts';
import { keyOf, useWord } from '../words/words.ts';
import { nameOf } from './people.ts';
import styles from './beside_note.module.css';

export function BesideNote({ supervisors = [] }: { supervisors?: readonly Supervision[] }) {
  const word = useWord();
  return (
    <ul className={styles.notes} aria-live="polite">
      {supervisors.map((supervision) => {
        const key = keyOf('beside_you', supervision.mode) ?? 'beside_you.listen';
        const why = keyOf('why', supervision.why ?? '');
        return (
          <li key={supervision.user} className={styles.note} data-mode={supervision.mode}>
            <Ear size={16} aria-hidden="true" />
            <span>
              {word(key, { name: nameOf(supervision) })}
              {why && <> {word('beside_you_why', { why: word(why) })}</>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
