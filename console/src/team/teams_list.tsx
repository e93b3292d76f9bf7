// Which team to look at, for who sees more than their own.
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { call } from '../api/call.ts';
import type { Changes } from '../api/rows.ts';
import { sessionOver } from '../api/session.ts';
import { useWord } from '../words/words.ts';
import styles from './team.module.css';

interface Team {
  id: string;
  agents: number;
}

export function teamsOf({ agents = [] }: Changes): Team[] {
  const counts = new Map<string, number>();
  for (const { team } of agents) if (team !== null) counts.set(team, (counts.get(team) ?? 0) + 1);
  const byName = new Intl.Collator('es', { numeric: true });
  return [...counts]
    .map(([id, count]) => ({ id, agents: count }))
    .sort((a, b) => byName.compare(a.id, b.id));
}

export function TeamsList() {
  const word = useWord();
  const [teams, setTeams] = useState<readonly Team[] | 'loading' | 'failed'>('loading');
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let left = false;
    void call('/board').then(({ status, body }) => {
      if (left) return;
      if (status === 401) sessionOver('session_over');
      setTeams(status === 200 ? teamsOf(body as Changes) : 'failed');
    });
    return () => {
      left = true;
    };
  }, [asked]);
  return (
    <section className={styles.teams} aria-labelledby="teams-title">
      <h2 id="teams-title">{word('team_choose')}</h2>
      {teams === 'loading' && <p role="status">{word('loading')}</p>}
      {teams === 'failed' && (
        <>
          <p role="alert">{word('team_failed')}</p>
          <button type="button" className="button" onClick={() => setAsked(asked + 1)}>
            {word('try_again')}
          </button>
        </>
      )}
      {Array.isArray(teams) && teams.length === 0 && <p>{word('team_empty')}</p>}
      {Array.isArray(teams) && (
        <ul>
          {teams.map((team: Team) => (
            <li key={team.id}>
              <Link to="/team" search={{ team: team.id }} className="button">
                {team.id} <span className="number">{team.agents}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
