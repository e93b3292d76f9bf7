// The ladder as steps in time: whom an alert comes to how long after, by how bad it is.
import { usePreferences } from '../look/preferences.ts';
import { useWord } from '../words/words.ts';
import { type Ladder, type Severity, span, stepsOf } from './rule.ts';
import styles from './rules.module.css';

export function LadderPanel({ ladder }: { ladder: Ladder }) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const time = (ms: number) => span(ms, language);
  return (
    <section className={styles.panel} aria-labelledby="ladder-title">
      <h2 id="ladder-title" className={styles.heading}>{word('ladder')}</h2>
      <p className={styles.lead}>{word('ladder_lead')}</p>
      <div className={styles.ladders}>
        <Steps ladder={ladder} severity="warning" />
        <Steps ladder={ladder} severity="critical" />
      </div>
      <ul className={styles.notes}>
        <li>{word('ladder_start')}</li>
        <li>{word('ladder_skips')}</li>
        <li>{word('ladder_nudges', { n: ladder.nudges_max })}</li>
        <li>{word('ladder_handling', { time: time(ladder.handling_ms) })}</li>
        <li>{word('ladder_settle', { time: time(ladder.settle_ms) })}</li>
        <li>{word('ladder_snooze', { time: time(ladder.snooze_max_ms) })}</li>
      </ul>
    </section>
  );
}

function Steps({ ladder, severity }: { ladder: Ladder; severity: Severity }) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const isCritical = severity === 'critical';
  const title = `ladder-${severity}`;
  return (
    <div data-tone={severity}>
      <h3 id={title} className={styles.severity}>
        <span aria-hidden="true">{isCritical ? '◆ ' : '▲ '}</span>
        {word(`alert_severity.${severity}`)}
      </h3>
      <ol className={styles.steps} aria-labelledby={title}>
        {stepsOf(ladder, severity, language, word('ladder_agent')).map(({ code, name, after_ms, moment }) => (
          <li key={code} className={styles.step} style={{ '--at': moment } as React.CSSProperties}>
            <b>{name}</b>
            <span className="number">
              {after_ms === 0
                ? word('ladder_at_once')
                : word('ladder_after', { time: span(after_ms, language) })}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
