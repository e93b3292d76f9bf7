// The controls of a call: each is always in its place, and says why where it is not possible.
import {
  Grid3x3, Mic, MicOff, Pause, PhoneForwarded, PhoneOff, Play, Users,
} from 'lucide-react';

import type { AgentRow } from '../api/rows.ts';
import { mayMute, usePhone } from '../phone/phone.ts';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { personName, useDestinations } from './destinations.ts';
import { open, type Opened, useOpened } from './opened.ts';
import type { Together } from './together.ts';
import styles from './card.module.css';

interface Props {
  agent: AgentRow;
  together: Together | undefined;
  actions: Actions;
}

export function CallControls({ agent, together, actions }: Props) {
  const word = useWord();
  const phone = usePhone();
  const { muted } = phone;
  const opened = useOpened((now) => now.opened);
  const toggle = (which: Opened) => open(opened === which ? undefined : which);
  const control = styles.control ?? '';
  return (
    <div className={styles.controls} role="group" aria-label={word('call_bar')}>
      <button
        type="button"
        className={`button ${control}`}
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
      <Hold agent={agent} together={together} actions={actions} />
      <HandOn together={together} toggle={toggle} actions={actions} />
      <button
        type="button"
        className={`button ${control}`}
        aria-expanded={opened === 'keypad'}
        data-opens="keypad"
        onClick={() => toggle('keypad')}
      >
        <Grid3x3 size={18} aria-hidden="true" />
        {word('keypad')}
      </button>
      <AskButton asks="hang_up" look={`danger ${control}`} shortcut="⇧F2" onPress={actions.end}>
        <PhoneOff size={18} aria-hidden="true" />
        {word(!together ? 'end_call' : together.isSecond ? 'together_leave' : 'end_call_all')}
      </AskButton>
    </div>
  );
}

type PartProps = Pick<Props, 'together' | 'actions'>;

/** With another agent there: whether the customer hears all, or music. */
function Hold({ agent, together, actions }: PartProps & { agent: AgentRow }) {
  const word = useWord();
  const people = useDestinations((all) => all.people);
  const isHeld = together ? together.isPrivate : agent.state === 'hold';
  const name = together ? personName(people, together.other) : '';
  const text = together
    ? word(isHeld ? 'together_join' : 'together_apart')
    : word(isHeld ? 'resume' : 'hold');
  const Icon = together && isHeld ? Users : isHeld ? Play : Pause;
  return (
    <AskButton
      asks={isHeld ? 'resume' : 'hold'}
      look={styles.control ?? ''}
      shortcut="F9"
      impossible={together?.isSecond ? word('together_theirs', { name }) : undefined}
      onPress={actions.toggleHold}
    >
      <Icon size={18} aria-hidden="true" />
      {text}
    </AskButton>
  );
}

interface HandOnProps extends PartProps {
  toggle: (which: Opened) => void;
}

/** Opens the ways to hand the contact on; with another agent there, it goes to them. */
function HandOn({ together, toggle, actions }: HandOnProps) {
  const word = useWord();
  const opened = useOpened((now) => now.opened);
  const people = useDestinations((all) => all.people);
  const icon = <PhoneForwarded size={18} aria-hidden="true" />;
  if (!together) {
    return (
      <button
        type="button"
        className={`button ${styles.control}`}
        aria-expanded={opened === 'transfer'}
        aria-keyshortcuts="Shift+F9"
        data-opens="transfer"
        onClick={() => toggle('transfer')}
      >
        {icon}
        {word('transfer')}
        <kbd aria-hidden="true">⇧F9</kbd>
      </button>
    );
  }
  const name = personName(people, together.other);
  const impossible = together.isSecond
    ? word('together_theirs', { name })
    : together.isRinging ? word('together_not_yet', { name }) : undefined;
  return (
    <AskButton
      asks="transfer"
      look={styles.control ?? ''}
      shortcut="⇧F9"
      impossible={impossible}
      opens="transfer"
      onPress={() => actions.transfer(`agent:${together.other}`, 'blind')}
    >
      {icon}
      {word('transfer_complete')}
    </AskButton>
  );
}
