// What rules have to say about the agent, at the moment at which whoever coordinates them is told.
import { AlertList } from '../alerts/alert_list.tsx';
import { useAlerts } from '../alerts/alerts.ts';
import { useWord } from '../words/words.ts';
import styles from './me.module.css';

export function OwnAlerts({ eachMs }: { eachMs: number }) {
  const word = useWord();
  const [alerts, again] = useAlerts(eachMs);
  if (!alerts.value || alerts.value.rows.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="alerts-title">
      <h2 id="alerts-title" className={styles.heading}>{word('alerts_own')}</h2>
      <AlertList read={alerts} onDone={again} own />
    </section>
  );
}
