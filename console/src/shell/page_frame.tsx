// The frame of every page but the desk: an agent's call and phone go on behind it.
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useSigned } from '../api/session.ts';
import { useShift } from '../live/current_shift.ts';
import { useDesk } from '../live/desk.ts';
import { named, useWord } from '../words/words.ts';
import { Actions } from '../work/actions.ts';
import { useDrafts } from '../work/drafts.ts';
import { Since } from '../work/elapsed.tsx';
import { mayNotLeave } from '../work/may_not_leave.ts';
import { Messages } from '../work/messages.tsx';
import { momentOf } from '../work/moment.ts';
import { Refusal } from '../work/refusal.tsx';
import { Shortcuts } from '../work/shortcuts.tsx';
import { ConnectionLight, StaleBanner } from './connection_light.tsx';
import { Shell } from './shell.tsx';
import styles from './shell.module.css';

export function PageFrame({ title, children }: { title: string; children: ReactNode }) {
  const word = useWord();
  const session = useSigned((signed) => signed.session);
  const shift = useShift((current) => current.shift);
  const agent = useDesk((desk) => desk.agent);
  const drafts = useDrafts();
  const actions = useMemo(() => shift && new Actions(shift), [shift]);
  useEffect(() => {
    document.title = `${title} · Relevo`;
  }, [title]);
  if (!session) return null;
  const roles = session.roles.map((role) => named(word, 'role', role)).join(', ');
  const moment = agent && momentOf(agent);
  return (
    <Shell
      title={title}
      session={session}
      name={agent?.name ?? `${session.user} · ${roles}`}
      mayNotLeave={mayNotLeave(agent, drafts)}
      status={actions && <><ConnectionLight /><Shortcuts actions={actions} /></>}
      banner={actions && (
        <div className={styles.banners}>
          <StaleBanner inCall={moment === 'call'} />
          {agent && <OnDuty agent={agent} />}
          <Refusal />
          <Messages actions={actions} />
        </div>
      )}
    >
      {children}
    </Shell>
  );
}

/** An offer brings the desk to the front at once; a call says where its controls are. */
function OnDuty({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const navigate = useNavigate();
  const moment = momentOf(agent);
  useEffect(() => {
    if (moment === 'offer') void navigate({ to: '/work' });
  }, [moment, navigate]);
  if (moment !== 'call' && moment !== 'wrap_up') return null;
  return (
    <section className={styles.duty} aria-label={word('page.work')}>
      <p>{word(moment === 'call' ? 'duty_call' : 'duty_wrap_up')}</p>
      <span className="number"><Since at={agent.since} /></span>
      <Link to="/work" className="button">{word('duty_go')}</Link>
    </section>
  );
}
