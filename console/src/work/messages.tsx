// What the centre has said to the agent and was not read yet, the oldest first; plain text only.
import { Check, MessageSquare, TriangleAlert } from 'lucide-react';

import type { Message } from '../api/rows.ts';
import { useDesk } from '../live/desk.ts';
import { timeOfDay, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import styles from './messages.module.css';
import notice from './notice.module.css';
import { headOf, useSaidMessages } from './said_messages.ts';

const SHOWN_MAX = 3; // The others move up as these are read.

export function Messages({ actions }: { actions: Actions }) {
  const word = useWord();
  const messages = useDesk((desk) => desk.messages);
  useSaidMessages(messages);

  if (messages.length === 0) return null;
  const more = messages.length - SHOWN_MAX;
  return (
    <section className={styles.stack} aria-label={word('messages')}>
      {messages.slice(0, SHOWN_MAX).map((one) => (
        <One key={one.message} one={one} actions={actions} />
      ))}
      {more > 0 && <p className={styles.more}>{word('messages_more', { n: more })}</p>}
    </section>
  );
}

function One({ one, actions }: { one: Message; actions: Actions }) {
  const word = useWord();
  const isUrgent = one.priority === 'urgent';
  const Icon = isUrgent ? TriangleAlert : MessageSquare;
  return (
    <article className={`${notice.notice} ${styles.one}`} data-tone={isUrgent ? 'warning' : 'plain'}>
      <Icon className={styles.icon} size={18} aria-hidden="true" />
      <div className={notice.words}>
        <p className={styles.head}>
          {isUrgent && <b>{word('message_urgent')}</b>}
          <span>{headOf(one, word)}</span>
          <time className="number" dateTime={one.at}>{timeOfDay(Date.parse(one.at))}</time>
        </p>
        <p className={styles.text}>{one.text || word('message_erased')}</p>
      </div>
      <AskButton asks="read_message" onPress={() => actions.readMessage(one.message)}>
        <Check size={16} aria-hidden="true" />
        {word('message_read')}
      </AskButton>
    </article>
  );
}
