// How the contact ended, in one key: a short list that is searched by typing; the last choice counts.
import { type KeyboardEvent, useEffect, useLayoutEffect, useState } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useConnection } from '../live/connection.ts';
import { useAsked } from '../live/shift.ts';
import { usePreferences } from '../look/preferences.ts';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import styles from './disposition_list.module.css';
import { found, readDispositions, useDispositions } from './dispositions.ts';
import { useOpened } from './opened.ts';
import { isFreeKey } from './single_keys.ts';
import { useContact } from './use_contact.ts';

const KEYS_MAX = 9;
const SEARCH_FROM = 6; // Of fewer nobody has to look for one.

export function DispositionList({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const { contact, queue, event } = useContact(agent);
  const { rows, state } = useDispositions();
  const live = useConnection((connection) => connection.live);
  const isAsking = useAsked((asked) => asked.pending === 'dispose');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
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

  /** The first of what was found; of all nobody has looked for. */
  const onSearchKey = (pressed: KeyboardEvent<HTMLInputElement>) => {
    if (pressed.key !== 'Enter' || pressed.repeat || pressed.nativeEvent.isComposing) return;
    pressed.preventDefault();
    if (typed.trim() !== '') choose(shown[0]?.id);
  };

  // With what is seen, not a moment later: a key that is pressed between is for what is shown.
  useLayoutEffect(() => {
    const onKey = (pressed: globalThis.KeyboardEvent) => {
      if (!/^[1-9]$/.test(pressed.key) || pressed.shiftKey || !isFreeKey(pressed)) return;
      if (useOpened.getState().opened !== undefined) return; // They are tones, or a search there.
      const one = shown[Number(pressed.key) - 1];
      if (!one) return;
      pressed.preventDefault();
      choose(one.id);
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
            type="search"
            className="field"
            value={typed}
            maxLength={64}
            placeholder={word('disposition_search')}
            aria-label={word('disposition_search')}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onSearchKey}
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
