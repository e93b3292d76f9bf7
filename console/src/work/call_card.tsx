// The call: who is in it, for how long, its controls in fixed places, outcome and notes.
import { useEffect } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { usePhone } from '../phone/phone.ts';
import { BesideNote } from '../supervise/beside_note.tsx';
import { useWord, type WordKey } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { CallControls } from './call_controls.tsx';
import { ContactHead } from './contact_head.tsx';
import { DispositionList } from './disposition_list.tsx';
import { Since } from './elapsed.tsx';
import { Keypad } from './keypad.tsx';
import { Notes } from './notes.tsx';
import { open, useOpened } from './opened.ts';
import { togetherOf, type Together } from './together.ts';
import { TogetherNote } from './together_note.tsx';
import { TransferPanel } from './transfer_panel.tsx';
import { useContact } from './use_contact.ts';
import styles from './card.module.css';

const OPENERS = { keypad: '[data-opens=keypad]', transfer: '[data-opens=transfer]' };

export function CallCard({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const { muted } = usePhone();
  const opened = useOpened((now) => now.opened);
  const { contact, event } = useContact(agent);
  const together = togetherOf(agent, contact);
  const isHeld = agent.state === 'hold';
  const begun = event('contact_connected') ?? event('second_joined');
  const tone = muted ? 'warning' : isHeld ? 'hold' : 'talking';
  const close = () => {
    const opener = opened && document.querySelector<HTMLElement>(OPENERS[opened]);
    open(undefined);
    opener?.focus(); // Else the keyboard is nowhere.
  };
  const canTransfer = together === undefined;

  // Behind its button, which is the next step of it.
  useEffect(() => {
    if (opened === 'transfer' && !canTransfer) close();
  }, [opened, canTransfer]);
  // Nothing is open in the next call.
  useEffect(() => () => open(undefined), [agent.contact]);

  return (
    <section className={styles.card} aria-labelledby="call-title">
      <ContactHead agent={agent} id="call-title" title={word(titleOf(isHeld, together))} />
      <BesideNote supervisors={contact?.supervisors ?? []} />
      <p
        className={`${styles.clock} number`}
        data-tone={tone}
        aria-label={word('call_time')}
        role="timer"
      >
        <Since at={begun?.at ?? agent.since} />
      </p>
      <p className={styles.note} data-tone={tone} role="status">
        {muted ? word('muted_note') : isHeld && !together ? word('held_note') : ''}
      </p>
      {together && <TogetherNote agent={agent} together={together} actions={actions} />}
      <CallControls
        agent={agent}
        together={together}
        actions={actions}
      />
      {opened === 'keypad' && <Keypad send={actions.sendDigit} onClose={close} />}
      {opened === 'transfer' && canTransfer && <TransferPanel actions={actions} onClose={close} />}
      {!together?.isSecond && <DispositionList agent={agent} actions={actions} />}
      {agent.contact !== null && (
        <Notes key={agent.contact} agent={agent} contact={agent.contact} actions={actions} />
      )}
    </section>
  );
}

function titleOf(isHeld: boolean, together: Together | undefined): WordKey {
  if (together) return together.isPrivate ? 'agent.consult' : 'together_three';
  return isHeld ? 'agent.hold' : 'on_line';
}
