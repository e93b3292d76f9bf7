// What is left to do after a call: outcome, notes, how much time there is, and one key to be done.
import { Check } from 'lucide-react';
import { useEffect } from 'react';

import type { AgentRow, EventRow } from '../api/rows.ts';
import { named, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { ContactHead } from './contact_head.tsx';
import { personName, readNamesOfPeople, useDestinations } from './destinations.ts';
import { DispositionList } from './disposition_list.tsx';
import { nextBreak } from './moment.ts';
import { Notes } from './notes.tsx';
import { useContact } from './use_contact.ts';
import { WrapUpTime } from './wrap_up_time.tsx';
import styles from './card.module.css';

export function WrapUpCard({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const { event } = useContact(agent);
  const started = event('wrap_up_started');
  const next = nextBreak(agent);
  return (
    <section className={styles.card} aria-labelledby="wrap-title">
      <ContactHead agent={agent} id="wrap-title" title={word('wrap_title')} />
      <HandedOver event={started?.handed_over ? event('contact_transferred') : undefined} />
      <WrapUpTime agent={agent} endsAt={started?.ends_at} actions={actions} />
      <p className={styles.note}>
        {word('wrap_text')}{' '}
        {started?.ends_at && `${word('wrap_left')} `}
        {next
          ? word('wrap_then_break', { kind: named(word, 'kind', next) })
          : word('wrap_then_ready')}
      </p>
      <div className={styles.bar}>
        <AskButton
          asks="finish_wrap_up"
          look={`primary ${styles.wide}`}
          shortcut="F4"
          onPress={actions.finish}
        >
          <Check size={18} aria-hidden="true" />
          {word('wrap_finish')}
        </AskButton>
      </div>
      <DispositionList agent={agent} actions={actions} />
      {agent.contact !== null && (
        <Notes key={agent.contact} agent={agent} contact={agent.contact} actions={actions} />
      )}
    </section>
  );
}

/** To whom the contact went on, where it did. */
function HandedOver({ event }: { event: EventRow | undefined }) {
  const word = useWord();
  const people = useDestinations((all) => all.people);
  const isPerson = Boolean(event?.to_agent);
  useEffect(() => {
    if (isPerson) readNamesOfPeople();
  }, [isPerson]);
  if (!event) return null;
  const to = event.to_agent
    ? word('wrap_handed_to', { name: personName(people, event.to_agent) })
    : word('wrap_handed_to_queue', { queue: event.to_queue ?? '' });
  return <p className={styles.note}>{to}</p>;
}
