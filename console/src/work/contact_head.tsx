// Who and what a contact is about, at the top of each card of one.
import { Circle, ExternalLink, User } from 'lucide-react';
import type { ReactNode } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { CalledFrom } from '../contact/called_from.tsx';
import { waited } from '../live/desk.ts';
import { serverNow } from '../live/desk.ts';
import { duration, useWord } from '../words/words.ts';
import { useRecord } from './contact_record.ts';
import { useContact } from './use_contact.ts';
import styles from './card.module.css';

interface Props {
  agent: AgentRow;
  /** Of the card. */
  title: ReactNode;
  id: string;
}

export function ContactHead({ agent, title, id }: Props) {
  const word = useWord();
  const { contact, queue } = useContact(agent);
  const { customer, screenPop } = useRecord(agent.contact);
  return (
    <header className={styles.head}>
      <span className={styles.person}><User size={26} aria-hidden="true" /></span>
      <div className={styles.about}>
        <h2 id={id}>{title}</h2>
        {contact && (
          <p className={styles.facts}>
            <CalledFrom customer={customer} />
            <b>{contact.queue}</b>
            {queue?.campaign && <span>{queue.campaign}</span>}
            {queue?.number && <span>{word('offer_number', { number: queue.number })}</span>}
            <span className="number">{word('contact', { id: contact.id })}</span>
            {contact.state !== 'offered' && (
              <span className="number">
                {word('waited', { time: duration(waited(contact, serverNow())) })}
              </span>
            )}
          </p>
        )}
        {screenPop && (
          <a className={styles.record} href={screenPop} target="_blank" rel="noopener noreferrer">
            <ExternalLink size={14} aria-hidden="true" />
            {word('open_record')}
          </a>
        )}
      </div>
      {contact?.recording && agent.state !== 'wrap_up' && ( // Then it is another's by now.
        <p className={styles.recording}>
          <Circle size={10} fill="currentColor" aria-hidden="true" />
          {word('recording')}
        </p>
      )}
    </header>
  );
}
