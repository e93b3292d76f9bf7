// Hands the contact on: whom, found by typing, and how: at once, asking first, or all three together.
import { MessagesSquare, PhoneForwarded, Users } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';

import { useServerNow } from '../live/now.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { age, named, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import {
  type Destination, destinations, isAway, readDestinations, SHOWN_MAX, useDestinations,
} from './destinations.ts';
import styles from './transfer_panel.module.css';

const AGAIN_MS = 3_000;

interface Props {
  actions: Actions;
  onClose: () => void;
}

export function TransferPanel({ actions, onClose }: Props) {
  const word = useWord();
  const all = useDestinations();
  const [typed, setTyped] = useState('');
  const [chosenTo, choose] = useState<string>();
  const panel = useRef<HTMLElement>(null);
  const list = useId();
  const shown = destinations(all, typed);
  const chosen = shown.find(({ to }) => to === chosenTo);

  useServerNow(); // Their age grows.
  useEffect(() => {
    panel.current?.querySelector('input')?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
    void readDestinations();
    const timer = setInterval(() => void readDestinations(), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  const onSearchKey = (event: KeyboardEvent) => {
    const at = shown.findIndex(({ to }) => to === chosenTo);
    if (event.key === 'ArrowDown') choose(shown[Math.min(at + 1, shown.length - 1)]?.to);
    else if (event.key === 'ArrowUp') choose(shown[Math.max(at - 1, 0)]?.to);
    else if (event.key === 'Enter') {
      choose(chosen?.to ?? shown[0]?.to);
      panel.current?.querySelector<HTMLElement>('[data-first] button')?.focus();
    } else return;
    event.preventDefault();
  };
  const idOf = (to: string) => `${list}-${to.replace(/[^\w-]/g, '_')}`;

  useEffect(() => {
    if (chosenTo) document.getElementById(idOf(chosenTo))?.scrollIntoView({ block: 'nearest' });
  });

  return (
    <section
      className={styles.panel}
      ref={panel}
      aria-label={word('transfer_title')}
      onKeyDown={onKeyDown}
    >
      <input
        type="search"
        className="field"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen ? idOf(chosen.to) : undefined}
        aria-label={word('transfer_search')}
        placeholder={word('transfer_search')}
        autoComplete="off"
        maxLength={64}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onSearchKey}
      />
      <ul className={styles.list} data-stale={all.state === 'failed'} id={list} role="listbox" aria-label={word('transfer_to')}>
        {shown.map((one) => (
          <li
            key={one.to}
            id={idOf(one.to)}
            role="option"
            aria-selected={one.to === chosenTo}
            className={styles.one}
            onClick={() => choose(one.to)}
          >
            <One one={one} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={styles.none}>{word(noneKey(all.state))}</p>}
      {all.state === 'failed' && all.at > 0 && (
        <p className={styles.old} role="status">
          {word('transfer_old', { age: age(Date.now() - all.at) })}
        </p>
      )}
      {shown.length === SHOWN_MAX && (
        <p className={styles.none}>{word('transfer_more', { n: SHOWN_MAX })}</p>
      )}
      <Ways chosen={chosen} actions={actions} onDone={onClose} />
    </section>
  );
}

function noneKey(state: 'unread' | 'read' | 'failed') {
  if (state === 'unread') return 'loading';
  return state === 'failed' ? 'transfer_failed' : 'transfer_none';
}

function One({ one }: { one: Destination }) {
  const word = useWord();
  if (one.kind === 'queue') {
    return (
      <>
        <Users size={16} aria-hidden="true" />
        <b>{one.queue.id}</b>
        <span className="number">
          {word('transfer_queue_now', { ready: one.queue.ready, waiting: one.queue.waiting })}
        </span>
      </>
    );
  }
  return (
    <>
      <Glyph look={agentLook(one.person.state)} />
      <b>{one.person.name}</b>
      <span>{named(word, 'agent', one.person.state)}</span>
    </>
  );
}

interface WaysProps {
  chosen: Destination | undefined;
  actions: Actions;
  onDone: () => void;
}

function Ways({ chosen, actions, onDone }: WaysProps) {
  const word = useWord();
  const nobody = chosen ? undefined : word('transfer_choose');
  const away = chosen && isAway(chosen)
    ? word(chosen.kind === 'queue' ? 'transfer_queue_empty' : 'transfer_away')
    : undefined;
  const to = chosen?.to ?? '';
  const after = async (done: Promise<boolean>) => {
    if (await done) onDone();
  };
  const why = nobody ?? away;
  return (
    <>
      <div className={styles.ways} role="group" aria-label={word('transfer_how')} data-first="true">
        <AskButton
          asks="transfer"
          impossible={why}
          onPress={() => void after(actions.transfer(to, 'consult'))}
        >
          <MessagesSquare size={16} aria-hidden="true" />
          {word('transfer_ask')}
        </AskButton>
        <AskButton
          asks="conference"
          impossible={why ?? (chosen?.kind === 'queue' ? word('transfer_person_only') : undefined)}
          onPress={() => void after(actions.conference(to))}
        >
          <Users size={16} aria-hidden="true" />
          {word('transfer_conference')}
        </AskButton>
        <AskButton
          asks="transfer"
          impossible={nobody ?? (chosen?.kind === 'agent' ? away : undefined)}
          onPress={() => void after(actions.transfer(to, 'blind'))}
        >
          <PhoneForwarded size={16} aria-hidden="true" />
          {word('transfer_blind')}
        </AskButton>
      </div>
      <p className={styles.means}>{why ?? word('transfer_means')}</p>
    </>
  );
}
