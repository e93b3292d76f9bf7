// A call that waits for the agent's yes or no.
import { Phone, PhoneOff } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useDesk, waited } from '../live/desk.ts';
import { useServerNow } from '../live/now.ts';
import { usePhone } from '../phone/phone.ts';
import { waitTone } from '../look/states.ts';
import { duration, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { ContactHead } from './contact_head.tsx';
import { useRecord } from './contact_record.ts';
import { personName, readNamesOfPeople, useDestinations } from './destinations.ts';
import { isAnswering } from './may_accept.ts';
import { togetherOf } from './together.ts';
import { useContact } from './use_contact.ts';
import styles from './card.module.css';

export function OfferCard({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const path = usePhone((phone) => phone.path);
  const { contact, queue, event } = useContact(agent);
  const events = useDesk((desk) => desk.events);
  const now = useServerNow();
  const card = useRef<HTMLElement>(null);
  const second = event('second_asked');
  const offered = event('offer_made');
  const made = (second?.position ?? 0) > (offered?.position ?? 0) ? second : offered;
  const answers = isAnswering(agent, events);
  const together = togetherOf(agent, contact);
  const people = useDestinations((all) => all.people);
  useRecord(agent.contact); // Read before it is asked for.
  const left = made?.expires_at ? Math.ceil((Date.parse(made.expires_at) - now) / 1000) : undefined;
  const wait = contact ? waited(contact, now) : 0;
  const noAudio = path === 'alive' ? undefined : word('offer_no_audio');

  useEffect(() => {
    if (together) readNamesOfPeople();
  }, [together?.other]);

  // So that Enter answers as well, where nothing else is being written.
  useEffect(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement) return;
    card.current?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }, []);

  return (
    <section className={styles.card} data-moment="offer" aria-labelledby="offer-title" ref={card}>
      <ContactHead agent={agent} id="offer-title" title={word(together ? 'offer_joined' : 'offer')} />
      {together && (
        <p className={styles.asks}>
          {word(together.isPrivate ? 'offer_consult' : 'offer_conference', {
            name: personName(people, together.other),
            queue: contact?.queue ?? '',
          })}
        </p>
      )}
      <dl className={styles.figures}>
        <div>
          <dt>{word('offer_waited')}</dt>
          <dd className="number" data-tone={waitTone(wait, queue?.target_ms ?? Infinity)}>
            {duration(wait)}
          </dd>
        </div>
      </dl>
      <p className={`${styles.note} number`}>
        {noAudio ?? (left !== undefined && !answers
          ? word('offer_left', { s: Math.max(0, left) })
          : '')}
      </p>
      <div className={styles.bar} role="group" aria-label={word('call_bar')}>
        <AskButton
          asks="accept_offer"
          look={`primary ${styles.wide}`}
          shortcut="F2"
          waits={answers}
          impossible={noAudio}
          onPress={actions.accept}
        >
          <Phone size={18} aria-hidden="true" />
          {word(answers ? 'accepting' : 'accept')}
        </AskButton>
        <AskButton asks="decline_offer" onPress={actions.decline}>
          <PhoneOff size={18} aria-hidden="true" />
          {word('decline')}
        </AskButton>
      </div>
    </section>
  );
}
