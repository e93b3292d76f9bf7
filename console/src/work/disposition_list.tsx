// How the contact ended, in one key: a short list that is searched by typing; the last choice counts.
import { useEffect, useRef, useState } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useConnection } from '../live/connection.ts';
import { useAsked } from '../live/shift.ts';
import { usePreferences } from '../look/preferences.ts';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import styles from './disposition_list.module.css';
import { found, readDispositions, useDispositions } from './dispositions.ts';
import { useContact } from './use_contact.ts';

const KEYS_MAX = 9;
const SEARCH_FROM = 6; // Of fewer nobody has to look for one.

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select');

export function DispositionList({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const { language, singleKeys } = usePreferences();
  const { contact, queue, event } = useContact(agent);
  const { rows, state } = useDispositions();
  const live = useConnection((connection) => connection.live);
  const isAsking = useAsked((asked) => asked.pending === 'dispose');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const mine = event('contact_disposed')?.disposition;
  const said = (isAsking && asked) || mine || contact?.disposition;
  const campaign = queue?.campaign ?? null;
  const all = found(rows, campaign, '', language);
  const shown = found(rows, campaign, typed, language);
  const isOff = !live || isAsking;

  useEffect(() => {
    void readDispositions();
  }, [agent.contact]);

  const choose = (id: string | undefined) => {
    if (isOff || id === undefined) return;
    setAsked(id);
    setTyped('');
    void actions.dispose(id);
  };

  useEffect(() => {
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.repeat) return;
      const isSearching = pressed.target === search.current;
      if (!isSearching && (!singleKeys || isText(pressed.target))) return;
      const number = Number(pressed.key);
      const isPlace = /^[1-9]$/.test(pressed.key) && number <= Math.min(KEYS_MAX, shown.length);
      if (!isPlace && !(isSearching && pressed.key === 'Enter' && shown.length > 0)) return;
      pressed.preventDefault();
      choose(shown[isPlace ? number - 1 : 0]?.id);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  if (state === 'failed' && rows.length === 0) {
    return (
      <section className={styles.part} aria-label={word('dispositions')}>
        <p>{word('dispositions_failed')}</p>
        <button type="button" className="button" onClick={() => void readDispositions()}>
          {word('try_again')}
        </button>
      </section>
    );
  }
  if (all.length === 0) return null;
  const name = rows.find((row) => row.id === said)?.name[language] ?? said;
  return (
    <section className={styles.part} aria-labelledby="dispositions-title">
      <header className={styles.head}>
        <h3 id="dispositions-title">{word('dispositions')}</h3>
        <p className={styles.said} role="status">
          {said ? word('disposition_said', { name: name ?? '' }) : word('disposition_none')}
        </p>
        {all.length >= SEARCH_FROM && (
          <input
            ref={search}
            type="search"
            className="field"
            value={typed}
            maxLength={64}
            placeholder={word('disposition_search')}
            aria-label={word('disposition_search')}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </header>
      <ul className={styles.list}>
        {shown.map((row, index) => (
          <li key={row.id}>
            <button
              type="button"
              className={`button ${styles.one}`}
              aria-pressed={row.id === said}
              aria-disabled={isOff}
              aria-busy={isAsking && row.id === asked}
              onClick={() => choose(row.id)}
            >
              {index < KEYS_MAX && <kbd aria-hidden="true">{index + 1}</kbd>}
              <span>{row.name[language]}</span>
            </button>
          </li>
        ))}
        {shown.length === 0 && <li className={styles.none}>{word('disposition_not_found')}</li>}
      </ul>
    </section>
  );
}
