// What is left to do after a call: how much time there is, and one key to be done.
import { Check } from 'lucide-react';

import type { AgentRow } from '../api/rows.ts';
import { named, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { ContactHead } from './contact_head.tsx';
import { Since, Until } from './elapsed.tsx';
import { nextBreak } from './moment.ts';
import { useContact } from './use_contact.ts';
import styles from './card.module.css';

export function WrapUpCard({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const { event } = useContact(agent);
  const ends = event('wrap_up_started')?.ends_at;
  const next = nextBreak(agent);
  return (
    <section className={styles.card} aria-labelledby="wrap-title">
      <ContactHead agent={agent} id="wrap-title" title={word('wrap_title')} />
      <p className={`${styles.clock} number`} data-tone="wrap-up" role="timer">
        {ends ? <Until at={ends} /> : <Since at={agent.since} />}
      </p>
      <p className={styles.note}>
        {word('wrap_text')}{' '}
        {ends && `${word('wrap_left')} `}
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
    </section>
  );
}
