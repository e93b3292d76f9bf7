// A coordinator's people, who needs help first, and being beside their conversations.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { MessageSquare } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { AlertList } from '../alerts/alert_list.tsx';
import { useAlerts, WATCHED_MS } from '../alerts/alerts.ts';
import type { AgentRow } from '../api/rows.ts';
import { isOfTeams, mayCommand, type Session, useSigned } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { useServerNow } from '../live/now.ts';
import { ConnectionLight, StaleBanner } from '../shell/connection_light.tsx';
import { Shell } from '../shell/shell.tsx';
import { usePeople } from '../supervise/people.ts';
import { unwatch, useSupervising, useWatch, watch } from '../supervise/watch.ts';
import { useWord } from '../words/words.ts';
import { forgetSaid } from './ask.ts';
import forms from './forms.module.css';
import { MessageForm } from './message_form.tsx';
import { agentAttention, byHelp } from './order.ts';
import { TeamRow } from './team_row.tsx';
import { TeamsList } from './teams_list.tsx';
import styles from './team.module.css';

/** Nothing where a team has to be chosen first. */
function topicOf(session: Session, team: string | undefined): string | undefined {
  if (team !== undefined) return `team:${team}`;
  return isOfTeams(session) ? 'board' : undefined;
}

export function TeamPage() {
  const word = useWord();
  const session = useSigned((signed) => signed.session);
  const { team } = useSearch({ from: '/team' });
  const isBeside = useSupervising((supervising) => supervising.beside !== undefined);
  const topic = session && topicOf(session, team);

  useEffect(() => {
    document.title = `${word('page.team')} · Relevo`;
  }, [word]);
  useEffect(() => {
    if (!session || topic === undefined) return undefined;
    watch(session, topic);
    return () => {
      forgetSaid();
      unwatch();
    };
  }, [session, topic]);

  if (!session) return null;
  return (
    <Shell
      title={word('page.team')}
      session={session}
      name={session.user}
      status={topic !== undefined && <ConnectionLight />}
      banner={topic !== undefined && <StaleBanner inCall={isBeside} />}
      mayNotLeave={isBeside ? 'supervise_leave_first' : undefined}
    >
      {topic === undefined ? <TeamsList /> : <People topic={topic} />}
    </Shell>
  );
}

/** About these people and their teams, as far as there are any. */
function TeamAlerts() {
  const [alerts, again] = useAlerts(WATCHED_MS);
  return (
    <div className={styles.alerts}>
      <AlertList read={alerts} onDone={again} />
    </div>
  );
}

function People({ topic }: { topic: string }) {
  const word = useWord();
  const { loaded, refused: isUnseen, agents, contacts } = usePeople();
  const isOurs = useWatch((current) => current.watch?.topic === topic);
  const { live, refused } = useConnection();
  const { agent: open } = useSearch({ from: '/team' });
  const navigate = useNavigate({ from: '/team' });
  const now = useServerNow();
  const { rows, hold } = useOrder(agents, now);
  const signed = useSigned((current) => current.session);
  const [isWriting, setWriting] = useState(false);
  if (isOurs && isUnseen) {
    return (
      <p className={styles.message} role="status">
        {word('team_unseen')} <Link to="/team" search={{}}>{word('team_choose_other')}</Link>
      </p>
    );
  }
  if (!loaded || !isOurs) {
    if (refused !== undefined) return null; // The banner says why.
    return <p className={styles.message} role="status">{word('loading')}</p>;
  }
  if (agents.size === 0) return <p className={styles.message}>{word('team_empty')}</p>;
  const teams = teamCodes(agents.values());
  const tooMany = teams.length > TEAMS_MAX
    ? word('team_message_many', { n: TEAMS_MAX })
    : undefined;
  const help = rows.filter((agent) => agentAttention(agent, now) !== 'none').length;
  return (
    <div className={styles.team} data-stale={!live}>
      <div className={styles.head}>
        <span className="number">{word('team_count', { n: rows.length })}</span>
        <span className="number" data-help={help > 0}>{word('team_help', { n: help })}</span>
        {signed && mayCommand(signed) && teams.length > 0 && (
          <button
            type="button"
            className="button quiet"
            aria-expanded={isWriting}
            aria-disabled={tooMany !== undefined}
            title={tooMany}
            onClick={() => tooMany === undefined && setWriting(!isWriting)}
          >
            <MessageSquare size={16} aria-hidden="true" />
            {word('team_message')}
          </button>
        )}
        {!isOfTeamsNow() && <Link to="/team" search={{}}>{word('team_choose_other')}</Link>}
      </div>
      <TeamAlerts />
      {isWriting && tooMany === undefined && (
        <div className={forms.forms}>
          <MessageForm
            to={teams.map((code) => `team:${code}`)}
            about={`team:${topic}`}
            name={teams.length > TEAMS_NAMED_MAX
              ? word('team_message_teams', { n: teams.length })
              : teams.join(', ')}
          />
        </div>
      )}
      <ul
        aria-label={word('page.team')}
        onPointerEnter={() => hold(true)}
        onPointerLeave={() => hold(false)}
        onFocus={() => hold(true)}
        onBlur={() => hold(false)}
      >
        {rows.map((agent) => (
          <TeamRow
            key={agent.id}
            agent={agent}
            contact={agent.contact === null ? undefined : contacts.get(agent.contact)}
            now={now}
            isOpen={open === agent.id}
            onToggle={() =>
              void navigate({
                search: ({ team }) => ({
                  ...(team === undefined ? {} : { team }),
                  ...(open === agent.id ? {} : { agent: agent.id }),
                }),
                replace: true,
              })}
          />
        ))}
      </ul>
    </div>
  );
}

const TEAMS_MAX = 20; // Of one message.
const TEAMS_NAMED_MAX = 3;

function teamCodes(agents: Iterable<AgentRow>): string[] {
  const codes = new Set<string>();
  for (const { team } of agents) if (team !== null) codes.add(team);
  return [...codes].sort();
}

function isOfTeamsNow(): boolean {
  const { session } = useSigned.getState();
  return session !== undefined && isOfTeams(session);
}

/** Who needs help first; under the pointer and the keys nobody changes places. */
function useOrder(agents: ReadonlyMap<string, AgentRow>, now: number) {
  const [held, hold] = useState(false);
  const order = useRef<readonly string[]>([]);
  const isSame = order.current.length === agents.size && order.current.every((id) => agents.has(id));
  if (!held || !isSame) order.current = byHelp(agents.values(), now).map(({ id }) => id);
  const rows = order.current.flatMap((id) => agents.get(id) ?? []);
  return { rows, hold };
}
