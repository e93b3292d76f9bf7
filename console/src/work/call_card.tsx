// The call: whom with, for how long, and its controls in fixed places.
import { Grid3x3, Mic, MicOff, Pause, PhoneOff, Play } from 'lucide-react';
import { useRef, useState } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { mayMute, usePhone } from '../phone/phone.ts';
import { BesideNote } from '../supervise/beside_note.tsx';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { ContactHead } from './contact_head.tsx';
import { Since } from './elapsed.tsx';
import { Keypad } from './keypad.tsx';
import { useContact } from './use_contact.ts';
import styles from './card.module.css';

export function CallCard({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const phone = usePhone();
  const { muted } = phone;
  const [keypad, setKeypad] = useState(false);
  const keypadButton = useRef<HTMLButtonElement>(null);
  const { contact, event } = useContact(agent);
  const isHeld = agent.state === 'hold';
  const since = event('contact_connected')?.at ?? agent.since;
  const tone = isHeld ? 'hold' : muted ? 'warning' : 'talking';
  const closeKeypad = () => {
    setKeypad(false);
    keypadButton.current?.focus(); // Else the keyboard is nowhere.
  };
  return (
    <section className={styles.card} aria-labelledby="call-title">
      <ContactHead agent={agent} id="call-title" title={word(isHeld ? 'agent.hold' : 'on_line')} />
      <BesideNote supervisors={contact?.supervisors ?? []} />
      <p
        className={`${styles.clock} number`}
        data-tone={tone}
        aria-label={word('call_time')}
        role="timer"
      >
        <Since at={since} />
      </p>
      <p className={styles.note} data-tone={tone} role="status">
        {isHeld ? word('held_note') : muted ? word('muted_note') : ''}
      </p>
      <div className={styles.controls} role="group" aria-label={word('call_bar')}>
        <button
          type="button"
          className={`button ${styles.control}`}
          aria-pressed={muted}
          aria-disabled={!mayMute(phone)}
          aria-keyshortcuts="F8"
          data-warns={muted}
          onClick={actions.toggleMute}
        >
          {muted ? <MicOff size={18} aria-hidden="true" /> : <Mic size={18} aria-hidden="true" />}
          {word(muted ? 'unmute' : 'mute')}
          <kbd aria-hidden="true">F8</kbd>
        </button>
        <AskButton
          asks={isHeld ? 'resume' : 'hold'}
          look={styles.control ?? ''}
          shortcut="F9"
          onPress={actions.toggleHold}
        >
          {isHeld ? <Play size={18} aria-hidden="true" /> : <Pause size={18} aria-hidden="true" />}
          {word(isHeld ? 'resume' : 'hold')}
        </AskButton>
        <button
          type="button"
          ref={keypadButton}
          className={`button ${styles.control}`}
          aria-expanded={keypad}
          onClick={() => setKeypad(!keypad)}
        >
          <Grid3x3 size={18} aria-hidden="true" />
          {word('keypad')}
        </button>
        <AskButton
          asks="hang_up"
          look={`danger ${styles.control}`}
          shortcut="⇧F2"
          onPress={actions.end}
        >
          <PhoneOff size={18} aria-hidden="true" />
          {word('end_call')}
        </AskButton>
      </div>
      {keypad && <Keypad send={actions.sendDigit} onClose={closeKeypad} />}
    </section>
  );
}
