// What the centre has said to the agent and was not read yet, the oldest first; plain text only.
import { Check, MessageSquare, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { Message } from '../api/rows.ts';
import { useDesk } from '../live/desk.ts';
import { say } from '../shell/announcer.ts';
import { named, timeOfDay, useWord, type Word } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import styles from './messages.module.css';
import notice from './notice.module.css';

const SHOWN_MAX = 3; // The others move up as these are read.

export function Messages({ actions }: { actions: Actions }) {
  const word = useWord();
  const messages = useDesk((desk) => desk.messages);
  const said = useRef(new Set<number>());

  useEffect(() => {
    const fresh = messages.filter(({ message }) => !said.current.has(message));
    for (const { message } of fresh) said.current.add(message);
    const urgent = fresh.find(({ priority }) => priority === 'urgent');
    if (urgent) say(`${headOf(urgent, word)}: ${urgent.text}`);
  }, [messages, word]);

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

function headOf({ by, by_name: name, reason_for: state }: Message, word: Word): string {
  const who = name ?? by ?? word('message_centre');
  return state ? word('message_state', { who, state: named(word, 'agent', state) }) : who;
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
