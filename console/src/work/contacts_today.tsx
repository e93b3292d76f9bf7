// The agent's own contacts of today, the one at hand on top.
import { useCallback, useEffect, useState } from 'react';

import { call } from '../api/call.ts';
import type { AgentRow, LifeRow } from '../api/rows.ts';
import { session, sessionOver } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { useDesk } from '../live/desk.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { duration, named, timeOfDay, useWord } from '../words/words.ts';
import { Since } from './elapsed.tsx';
import { stateWords } from './state_words.ts';
import styles from './side.module.css';

const ROWS_MAX = 100;

interface Read {
  rows: readonly LifeRow[];
  state: 'loading' | 'read' | 'failed';
}

/** Of this machine's day: a shift is lived by the clock on the wall. */
function midnight(): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

/** Read anew whenever a contact ends. */
function useToday(agent: string, endedPosition: number): [Read, () => void] {
  const [read, setRead] = useState<Read>({ rows: [], state: 'loading' });
  const live = useConnection((connection) => connection.live);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!live || !session()) return undefined;
    let left = false;
    const wanted = new URLSearchParams({ agent, since: midnight(), limit: String(ROWS_MAX) });
    void call(`/contacts?${wanted}`).then(({ status, body }) => {
      if (left) return;
      if (status === 401) sessionOver('session_over');
      const rows = (body as { rows?: LifeRow[] }).rows;
      if (status === 200 && rows) setRead({ rows, state: 'read' });
      else setRead((before) => ({ ...before, state: 'failed' }));
    });
    return () => {
      left = true;
    };
  }, [agent, endedPosition, live, asked]);
  return [read, useCallback(() => setAsked((n) => n + 1), [])];
}

export function ContactsToday({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const ended = useDesk(
    (desk) => desk.events.findLast((event) => event.kind === 'contact_closed')?.position ?? 0,
  );
  const [{ rows, state }, readAgain] = useToday(agent.id, ended);
  const over = rows.filter((row) => row.end !== undefined);
  return (
    <section className={styles.side} aria-labelledby="contacts-title">
      <header className={styles.head}>
        <h2 id="contacts-title">{word('contacts')}</h2>
        {over.length > 0 && <Summary rows={over} />}
      </header>
      <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="contacts-title">
        <ul>
          {agent.contact !== null && <AtHandRow agent={agent} />}
          {over.map((row) => <OverRow key={row.id} row={row} />)}
        </ul>
        {state === 'failed' && (
          <div className={styles.empty}>
            <p>{word('contacts_failed')}</p>
            <button type="button" className="button" onClick={readAgain}>
              {word('try_again')}
            </button>
          </div>
        )}
        {state === 'loading' && <p className={styles.empty}>{word('loading')}</p>}
        {state === 'read' && over.length === 0 && agent.contact === null && (
          <p className={styles.empty}>{word('contacts_none')}</p>
        )}
      </div>
    </section>
  );
}

function Summary({ rows }: { rows: readonly LifeRow[] }) {
  const word = useWord();
  const handled = rows.filter((row) => row.end === 'handled');
  if (handled.length === 0) return null;
  const talked = handled.reduce((sum, row) => sum + row.talked_ms, 0);
  const time = duration(talked / handled.length);
  return <p className="number">{word('contacts_sum', { n: handled.length, time })}</p>;
}

function AtHandRow({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const queue = useDesk((desk) => desk.contacts.get(agent.contact ?? 0)?.queue);
  return (
    <li className={styles.row} data-now="true">
      <Glyph look={agentLook(agent.state)} />
      <div>
        <p className={styles.first}>
          <b>{queue ?? word('contact', { id: agent.contact ?? 0 })}</b>
          <span className="number"><Since at={agent.since} /></span>
        </p>
        <p className={styles.second}>
          <span>{stateWords(word, agent)}</span>
          <span className="number">{word('contact', { id: agent.contact ?? 0 })}</span>
        </p>
      </div>
    </li>
  );
}

function OverRow({ row }: { row: LifeRow }) {
  const word = useWord();
  return (
    <li className={styles.row}>
      <span className={`${styles.time} number`}>{timeOfDay(Date.parse(row.arrived_at))}</span>
      <div>
        <p className={styles.first}>
          <b>{row.queue ?? word('contact', { id: row.id })}</b>
          <span className="number">{duration(row.talked_ms)}</span>
        </p>
        <p className={styles.second}>
          <span>{row.end ? named(word, 'end', row.end) : ''}</span>
          <span className="number">{word('waited', { time: duration(row.waited_ms) })}</span>
        </p>
      </div>
    </li>
  );
}
