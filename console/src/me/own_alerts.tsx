// What rules have to say about the agent, at the moment at which whoever coordinates them is told.
import { AlertList } from '../alerts/alert_list.tsx';
import { ofAgent, useAlerts, WATCHED_MS } from '../alerts/alerts.ts';
import { useWord } from '../words/words.ts';
import styles from './me.module.css';

export function OwnAlerts({ agent }: { agent: string }) {
  const word = useWord();
  const [alerts, again] = useAlerts(WATCHED_MS);
  const rows = ofAgent(alerts.value?.rows ?? [], agent);
  if (rows.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="alerts-title">
      <h2 id="alerts-title" className={styles.heading}>{word('alerts_own')}</h2>
      <AlertList read={{ ...alerts, value: { rows } }} onDone={again} own />
    </section>
  );
}
