// One agent in the drawer over the grid: state, contact and queue, as they are now.
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';

import { Since } from '../work/elapsed.tsx';
import { attentionOf, attentionTone } from '../live/attention.ts';
import { useServerNow } from '../live/now.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { named, timeOfDay, useWord } from '../words/words.ts';
import { stateWords } from '../work/state_words.ts';
import type { FloorLink } from './floor_link.ts';
import { useFloor } from './floor_link.ts';
import styles from './details.module.css';

interface Props {
  link: FloorLink;
  agent: string;
  onClose: () => void;
}

export function Details({ link, agent, onClose }: Props) {
  const word = useWord();
  const names = useFloor((floor) => floor.names);
  const now = useServerNow();
  const { columns } = link;
  const row = columns.people.ids.indexOf(agent);
  const state = names.states[columns.state[row] ?? 0] ?? '';
  const kind = names.kinds[columns.kind[row] ?? 0] ?? '';
  const since = columns.since[row] ?? 0;
  const attention = attentionOf(state, kind, now - since, (columns.hand[row] ?? 0) !== 0);
  const team = names.teams[columns.people.teams[row] ?? 0] ?? '';
  const queue = names.queues[columns.queue[row] ?? 0] ?? '';
  const contact = columns.contact[row] ?? 0;
  return (
    <aside
      className={styles.drawer}
      aria-labelledby="details-title"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.head}>
        <h2 id="details-title">{columns.people.names[row] ?? agent}</h2>
        <button
          type="button"
          className="button quiet icon"
          aria-label={word('close')}
          autoFocus
          onClick={onClose}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      {row < 0 ? (
        <p className={styles.none}>{word('floor_no_agent', { agent })}</p>
      ) : (
        <>
          <p className={styles.state}>
            <Glyph look={agentLook(state, kind)} size={18} />
            <b>{stateWords(word, { state, break_kind: kind })}</b>
            <span className="number"><Since at={new Date(since).toISOString()} /></span>
          </p>
          {attention !== 'none' && (
            <p className={styles.attention} data-tone={attentionTone(attention)}>
              {named(word, 'attention', attention)}
            </p>
          )}
          <dl className={styles.facts}>
            <Fact name={word('column.id')} value={agent} />
            <Fact name={word('column.team')} value={team} />
            <Fact
              name={word('column.site')}
              value={names.sites[columns.people.sites[row] ?? 0] ?? ''}
            />
            <Fact name={word('floor_since')} value={timeOfDay(since)} />
            <Fact name={word('column.contact')} value={contact === 0 ? '' : String(contact)} />
            <Fact name={word('column.queue')} value={queue} />
          </dl>
          {team !== '' && (
            <Link to="/team" search={{ team, agent }} className="button">
              {word('floor_open_team')}
            </Link>
          )}
        </>
      )}
    </aside>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{value === '' ? '–' : value}</dd>
    </div>
  );
}
