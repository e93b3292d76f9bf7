// An agent's own day: state, figures and contacts, equipment, and who sees what of it.
import type { AgentRow } from '../api/rows.ts';
import { useListKeys } from '../contacts/keys.ts';
import { useConnection } from '../live/connection.ts';
import { useDesk } from '../live/desk.ts';
import { useOwnDay } from '../live/own_day.ts';
import { PageFrame } from '../shell/page_frame.tsx';
import { Empty, Stale, whyNot } from '../shell/read_notice.tsx';
import { useWord } from '../words/words.ts';
import { DayContacts } from './day_contacts.tsx';
import { Equipment } from './equipment.tsx';
import styles from './me.module.css';
import { Measured } from './measured.tsx';
import { OwnAlerts } from './own_alerts.tsx';
import { OwnIndicators } from './own_indicators.tsx';
import { OwnState } from './own_state.tsx';

export function MePage() {
  const word = useWord();
  const { loaded, agent } = useDesk();
  const refused = useConnection((connection) => connection.refused);
  return (
    <PageFrame title={word('page.me')}>
      {agent && <Own agent={agent} />}
      {loaded && !agent && <p className={styles.message}>{word('own_missing')}</p>}
      {!loaded && refused === undefined && (
        <p className={styles.message} role="status">{word('loading')}</p>
      )}
    </PageFrame>
  );
}

function Own({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const [{ value, state, at, why }, again] = useOwnDay(agent.id);
  const live = useConnection((connection) => connection.live);
  useListKeys('[data-row-link]');
  const isFailed = state !== 'read' && state !== 'loading';
  return (
    <div className={styles.page} data-stale={!live}>
      {value && isFailed && live && <Stale at={at} onAgain={again} />}
      <div className={styles.top}>
        <OwnState agent={agent} />
        <OwnIndicators agent={agent.id} />
      </div>
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="contacts-title">
          <h2 id="contacts-title" className={styles.heading}>{word('me_contacts')}</h2>
          {value && <DayContacts rows={value.rows} />}
          {!value && state === 'loading' && (
            <p className={styles.message} role="status">{word('loading')}</p>
          )}
          {!value && isFailed && (
            <Empty
              title={word('contacts_failed')}
              text={whyNot(word, state, why)}
              onAgain={again}
            />
          )}
        </section>
        <div className={styles.side}>
          <OwnAlerts agent={agent.id} />
          <Equipment agent={agent} />
          <Measured />
        </div>
      </div>
    </div>
  );
}
