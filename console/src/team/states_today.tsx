// What an agent was in today, as far back as a few answers of the log reach.
import { useEffect, useRef, useState } from 'react';

import { call } from '../api/call.ts';
import type { AgentRow, EventRow } from '../api/rows.ts';
import { useServerNow } from '../live/now.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { usePeople } from '../supervise/people.ts';
import { duration, keyOf, timeOfDay, useWord, type Word } from '../words/words.ts';
import { stateWords } from '../work/state_words.ts';
import styles from './states_today.module.css';

const PAGE_EVENTS = 1000; // What the server looks at in one answer.
const PAGES_MAX = 10;
const SHOWN_MAX = 500;

interface Read {
  changes: readonly EventRow[];
  state: 'loading' | 'read' | 'failed';
  /** The log was not read back to midnight: from here on it is whole. */
  from: number | undefined;
  /** The position before which nothing was read; 0: there is nothing more of today. */
  unread: number;
}

export interface Page {
  rows?: EventRow[];
}

/** Changes of that agent since midnight, the oldest first; reads back from `end`. */
export async function readStates(
  agent: string,
  end: number,
  midnight: number,
  page: (after: number, limit: number) => Promise<Page | undefined>,
): Promise<Read> {
  let changes: EventRow[] = [];
  let from: number | undefined;
  for (let pages = 0; pages < PAGES_MAX && end > 0; pages += 1) {
    const after = Math.max(0, end - PAGE_EVENTS);
    const read = await page(after, end - after);
    // What is behind it was dropped by age.
    if (!read) return { changes, state: pages === 0 ? 'failed' : 'read', from, unread: 0 };
    const rows = read.rows ?? [];
    const own = rows.filter(
      ({ agent: whose, kind, at }) =>
        whose === agent && kind === 'agent_state_changed' && Date.parse(at) >= midnight,
    );
    changes = [...own, ...changes];
    const first = rows[0];
    if (first) from = Date.parse(first.at);
    if (from !== undefined && from < midnight) {
      return { changes, state: 'read', from: undefined, unread: 0 };
    }
    end = after;
  }
  return { changes, state: 'read', from: end > 0 ? from : undefined, unread: end };
}

function midnight(): number {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
}

const UNREAD: Read = { changes: [], state: 'loading', from: undefined, unread: 0 };

async function pageOf(after: number, limit: number): Promise<Page | undefined> {
  const { status, body } = await call(`/events?after=${after}&limit=${limit}`);
  return status === 200 ? (body as Page) : undefined;
}

/** Read anew with each change of the agent's state; the second reads on, further back. */
function useStates(agent: AgentRow): [Read, () => Promise<void>] {
  const [read, setRead] = useState<Read>(UNREAD);
  const isReading = useRef(false);
  useEffect(() => {
    let left = false;
    const page: typeof pageOf = async (after, limit) => (left ? undefined : pageOf(after, limit));
    const { position } = usePeople.getState();
    void readStates(agent.id, position, midnight(), page).then((states) => {
      if (!left) setRead(states);
    });
    return () => {
      left = true;
    };
  }, [agent.id, agent.since, agent.state]);
  const readOn = async () => {
    if (isReading.current) return;
    isReading.current = true;
    const before = await readStates(agent.id, read.unread, midnight(), pageOf);
    isReading.current = false;
    if (before.state === 'failed') return;
    const both = { ...before, changes: [...before.changes, ...read.changes] };
    setRead((now) => (now === read ? both : now)); // Else it was read anew meanwhile.
  };
  return [read, readOn];
}

export function StatesToday({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const now = useServerNow();
  const [{ changes, state, from, unread }, readOn] = useStates(agent);
  const shown = changes.slice(-SHOWN_MAX).reverse();
  if (state === 'loading') return <p className={styles.empty} role="status">{word('loading')}</p>;
  if (state === 'failed') return <p className={styles.empty}>{word('states_failed')}</p>;
  return (
    <div className={styles.states}>
      <h2>{word('states_today')}</h2>
      {from !== undefined && (
        <p className={styles.from}>
          {word('states_from', { time: timeOfDay(from) })}
          {unread > 0 && (
            <button type="button" className="button" onClick={() => void readOn()}>
              {word('states_older')}
            </button>
          )}
        </p>
      )}
      {shown.length === 0 && <p className={styles.empty}>{word('states_none')}</p>}
      <ol tabIndex={0} aria-label={word('states_today')}>
        {shown.map((event, i) => {
          const stated = { state: event.to ?? '', break_kind: event.break_kind ?? null };
          const end = shown[i - 1];
          const lasted = (end ? Date.parse(end.at) : now) - Date.parse(event.at);
          return (
            <li key={event.position}>
              <span className="number">{timeOfDay(Date.parse(event.at))}</span>
              <Glyph look={agentLook(stated.state, stated.break_kind)} size={12} />
              <span className={styles.state}>{stateWords(word, stated)}</span>
              <span className="number">{duration(lasted)}</span>
              <span className={styles.cause}>{causeOf(word, event)}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Told of somebody else, so never with `you`. */
function causeOf(word: Word, { cause = '', by, agent }: EventRow): string {
  if (by && by !== agent) return word('why.supervisor', { by });
  const key = keyOf('cause', cause) ?? keyOf('why', cause);
  return key ? word(key) : '';
}
