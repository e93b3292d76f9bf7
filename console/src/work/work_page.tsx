// An agent's desk: state and voice on top, own contacts left, the call in the middle, day right.
import { useEffect, useMemo, useRef, useState } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useSigned } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { useShift } from '../live/current_shift.ts';
import { useDesk } from '../live/desk.ts';
import { ConnectionLight, StaleBanner } from '../shell/connection_light.tsx';
import { Shell } from '../shell/shell.tsx';
import { useWord } from '../words/words.ts';
import { Actions } from './actions.ts';
import { Activity } from './activity.tsx';
import { Announcements } from './announcements.tsx';
import { CallCard } from './call_card.tsx';
import { ContactsToday } from './contacts_today.tsx';
import { useDrafts } from './drafts.ts';
import { HandButton } from './hand_button.tsx';
import { IdleCard } from './idle_card.tsx';
import { LeftNotes } from './left_notes.tsx';
import { mayNotLeave } from './may_not_leave.ts';
import { Messages } from './messages.tsx';
import { OwnNudges } from './own_nudges.tsx';
import { type Moment, momentOf } from './moment.ts';
import { OfferCard } from './offer_card.tsx';
import { PhoneTrouble } from './phone_trouble.tsx';
import { QueuePulse } from './queue_pulse.tsx';
import { Refusal } from './refusal.tsx';
import { ShiftCheck } from './shift_check.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { StateChip } from './state_chip.tsx';
import { VoiceHealth } from './voice_health.tsx';
import { WrapUpCard } from './wrap_up_card.tsx';
import styles from './work.module.css';

const LATE_MS = 3_000; // By then a server that is there has answered.

export function WorkPage() {
  const word = useWord();
  const session = useSigned((signed) => signed.session);
  const shift = useShift((current) => current.shift);
  const { loaded, agent } = useDesk();
  const actions = useMemo(() => shift && new Actions(shift), [shift]);
  const drafts = useDrafts();
  if (!session || !actions) return null;
  const isBusy = agent !== undefined && agent.contact !== null && agent.state !== 'wrap_up';
  return (
    <Shell
      title={word('page.work')}
      session={session}
      name={agent?.name ?? session.user}
      mayNotLeave={mayNotLeave(agent, drafts)}
      status={<><ConnectionLight /><Shortcuts actions={actions} /></>}
      banner={<StaleBanner inCall={isBusy} />}
    >
      {agent && <Desk agent={agent} actions={actions} />}
      {loaded && !agent && <p className={styles.message}>{word('own_missing')}</p>}
      {!loaded && <Loading />}
    </Shell>
  );
}

function Loading() {
  const word = useWord();
  const refused = useConnection((connection) => connection.refused);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const waiting = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(waiting);
  }, []);
  if (refused !== undefined) return null; // The banner says why.
  return (
    <p className={styles.message} role="status">{word(late ? 'no_server_yet' : 'loading')}</p>
  );
}

function Desk({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const live = useConnection((connection) => connection.live);
  const moment = momentOf(agent);
  const { contact } = agent;
  const middle = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (live) void actions.sendLeftNotes();
  }, [actions, contact, live]);

  // A card that goes away must not leave the keyboard nowhere.
  useEffect(() => {
    if (document.activeElement === document.body) middle.current?.focus({ preventScroll: true });
  }, [moment]);

  return (
    <div className={styles.desk} data-stale={!live}>
      <Announcements agent={agent} actions={actions} />
      <div className={styles.strip}>
        <StateChip agent={agent} actions={actions} />
        <VoiceHealth actions={actions} />
        <QueuePulse />
        <HandButton agent={agent} actions={actions} />
      </div>
      <ContactsToday agent={agent} />
      <div className={styles.middle} ref={middle} tabIndex={-1} data-home>
        <Refusal />
        <Messages actions={actions} />
        <OwnNudges agent={agent.id} />
        <LeftNotes agent={agent} />
        {moment !== 'start' && <PhoneTrouble actions={actions} />}
        <Card moment={moment} agent={agent} actions={actions} />
      </div>
      <Activity />
    </div>
  );
}

interface CardProps {
  moment: Moment;
  agent: AgentRow;
  actions: Actions;
}

function Card({ moment, agent, actions }: CardProps) {
  switch (moment) {
    case 'start':
      return <ShiftCheck agent={agent} actions={actions} />;
    case 'offer':
      return <OfferCard agent={agent} actions={actions} />;
    case 'call':
      return <CallCard agent={agent} actions={actions} />;
    case 'wrap_up':
      return <WrapUpCard agent={agent} actions={actions} />;
    case 'idle':
      return <IdleCard agent={agent} actions={actions} />;
  }
}
