// Who hears whom while two agents are in a contact: it must never have to be guessed.
import { Ear, Music } from 'lucide-react';
import { useEffect } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { personName, readNamesOfPeople, useDestinations } from './destinations.ts';
import { Since } from './elapsed.tsx';
import type { Together } from './together.ts';
import styles from './together_note.module.css';
import { useContact } from './use_contact.ts';

interface Props {
  agent: AgentRow;
  together: Together;
  actions: Actions;
}

export function TogetherNote({ agent, together, actions }: Props) {
  const word = useWord();
  const people = useDestinations((all) => all.people);
  const { contact, event } = useContact(agent);
  useEffect(readNamesOfPeople, [together.other]);
  const { isPrivate, isRinging, isSecond } = together;
  const name = personName(people, together.other);
  const heldSince = event('contact_held')?.at ?? contact?.since ?? together.since;
  return (
    <section className={styles.note} aria-label={word('together')}>
      <div role="status">
        <ul className={styles.parties}>
          <li data-heard={!isRinging}>
            <Ear size={16} aria-hidden="true" />
            <b>{name}</b>
            <span>{word(isRinging ? 'together_rings' : 'together_hears_you')}</span>
            <span className="number" aria-hidden="true"><Since at={together.since} /></span>
          </li>
          <li data-heard={!isPrivate}>
            {isPrivate
              ? <Music size={16} aria-hidden="true" />
              : <Ear size={16} aria-hidden="true" />}
            <b>{word('side_customer')}</b>
            <span>{word(customerKey(isPrivate, isRinging))}</span>
            {isPrivate && (
              <span className="number" aria-hidden="true"><Since at={heldSince} /></span>
            )}
          </li>
        </ul>
      </div>
      {!isSecond && (
        <div className={styles.ways}>
          {isPrivate && (
            <AskButton asks="end_consult" onPress={actions.backToCustomer}>
              {word('together_back')}
            </AskButton>
          )}
          {!isPrivate && (
            <AskButton asks="end_consult" onPress={actions.endConsult}>
              {word('together_without', { name })}
            </AskButton>
          )}
        </div>
      )}
    </section>
  );
}

function customerKey(isPrivate: boolean, isRinging: boolean) {
  if (isPrivate) return 'together_music';
  return isRinging ? 'together_hears_you' : 'together_hears_both';
}
