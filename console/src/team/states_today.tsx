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

export interface Read {
  changes: readonly EventRow[];
  state: 'loading' | 'read' | 'failed';
  /** The log was not read back to midnight: from here on it is whole. */
  from: number | undefined;
  /** The position before which nothing was read; 0: there is nothing more of today. */
  unread: number;
  /** What is before that could not be read the last time. */
  isCut?: boolean;
}

export interface Page {
  rows?: EventRow[];
}

/** Nothing: it could not be read. */
type PageOf = (after: number, limit: number) => Promise<Page | typeof DROPPED | undefined>;

/** Older ones are not kept. */
export const DROPPED = 'dropped' as const;

/** Changes of that agent since midnight, the oldest first; reads back from `end` to `stop`. */
export async function readStates(
  agent: string,
  end: number,
  midnight: number,
  page: PageOf,
  stop = 0,
): Promise<Read> {
  let changes: EventRow[] = [];
  let from: number | undefined;
  for (let pages = 0; pages < PAGES_MAX && end > stop; pages += 1) {
    const after = Math.max(stop, end - PAGE_EVENTS);
    const read = await page(after, end - after);
    if (read === DROPPED) return { changes, state: 'read', from, unread: 0 };
    if (!read) {
      return { changes, state: pages === 0 ? 'failed' : 'read', from, unread: end, isCut: true };
    }
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
  return { changes, state: 'read', from: end > stop ? from : undefined, unread: end };
}

function midnight(): number {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
}

const UNREAD: Read = { changes: [], state: 'loading', from: undefined, unread: 0 };

const pageOf: PageOf = async (after, limit) => {
  const { status, body } = await call(`/events?after=${after}&limit=${limit}`);
  if (status === 404) return DROPPED;
  return status === 200 ? (body as Page) : undefined;
};

/** What was read to `stop`, before what is known from there on. */
export function joined(known: Read, newer: Read, stop: number): Read {
  if (newer.unread > stop) return newer; // There is a gap between them.
  return { ...known, changes: [...known.changes, ...newer.changes] };
}

/** Read on with each change of the agent's state; the second reads further back. */
function useStates(agent: AgentRow): [Read, () => Promise<void>] {
  const [read, setRead] = useState<Read>(UNREAD);
  const isReading = useRef(false);
  const top = useRef(0); // All from `unread` to here is known.
  useEffect(() => {
    let left = false;
    const page: PageOf = async (after, limit) => (left ? undefined : pageOf(after, limit));
    const { position } = usePeople.getState();
    const stop = top.current;
    void readStates(agent.id, position, midnight(), page, stop).then((newer) => {
      if (left || (stop > 0 && newer.state === 'failed')) return; // Read with the next change.
      top.current = newer.state === 'failed' ? 0 : position;
      setRead((known) => (stop > 0 ? joined(known, newer, stop) : newer));
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
    setRead((now) => {
      if (now.unread !== read.unread) return now; // Read anew meanwhile.
      if (before.state === 'failed') return { ...now, isCut: true };
      return { ...before, changes: [...before.changes, ...now.changes] };
    });
  };
  return [read, readOn];
}

export function StatesToday({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const now = useServerNow();
  const [{ changes, state, from, unread, isCut }, readOn] = useStates(agent);
  const shown = changes.slice(-SHOWN_MAX).reverse();
  if (state === 'loading') return <p className={styles.empty} role="status">{word('loading')}</p>;
  if (state === 'failed') return <p className={styles.empty}>{word('states_failed')}</p>;
  return (
    <div className={styles.states}>
      <h2>{word('states_today')}</h2>
      {from !== undefined && (
        <p className={styles.from}>
          {word('states_from', { time: timeOfDay(from) })}
          {isCut && <span role="status"> {word('states_cut')}</span>}
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
