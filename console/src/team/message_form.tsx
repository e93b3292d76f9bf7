// A message to one agent, or to the whole team: its text, and whether it is urgent.
import { Send } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';

import type { Reply } from '../api/call.ts';
import type { EventRow } from '../api/rows.ts';
import { useWord, wordNow } from '../words/words.ts';
import { askFor } from './ask.ts';
import styles from './forms.module.css';
import { SaidOf } from './said.tsx';
import { TeamButton } from './team_button.tsx';

const MESSAGE_MAX = 500; // Characters, as the server counts them.

/** How many got it: who has too many unread ones is left out. */
export function receiversOf({ body }: Reply): number {
  const { events = [] } = body as { events?: EventRow[] };
  return events.filter(({ kind }) => kind === 'message_sent').length;
}

interface Props {
  /** Each `agent:CODE` or `team:CODE`. */
  to: readonly string[];
  about: string;
  name: string;
}

export function MessageForm({ to, about, name }: Props) {
  const word = useWord();
  const id = useId();
  const [text, setText] = useState('');
  const [isUrgent, setUrgent] = useState(false);
  const send = async () => {
    const isSent = await askFor({
      about,
      name,
      command: 'send_message',
      body: { to, text: text.trim(), priority: isUrgent ? 'urgent' : 'normal' },
      done: (reply) => wordNow('message_sent_to', { n: receiversOf(reply) }),
    });
    if (!isSent) return;
    setText('');
    setUrgent(false);
  };
  const isEmpty = text.trim() === '';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty) void send();
  };
  return (
    <form className={styles.form} aria-labelledby={`${id}-title`} onSubmit={onSubmit}>
      <h2 id={`${id}-title`}>{word('message_to', { name })}</h2>
      <textarea
        className="field"
        rows={2}
        maxLength={MESSAGE_MAX}
        value={text}
        aria-label={word('message_text')}
        placeholder={word('message_text')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.line}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isUrgent}
            onChange={(event) => setUrgent(event.target.checked)}
          />
          {word('message_urgent')}
        </label>
        <TeamButton
          about={about}
          command="send_message"
          impossible={isEmpty ? word('message_empty') : undefined}
          onPress={() => void send()}
        >
          <Send size={16} aria-hidden="true" />
          {word('message_send')}
        </TeamButton>
      </div>
      <SaidOf about={about} />
    </form>
  );
}
