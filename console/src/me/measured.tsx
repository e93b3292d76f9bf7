// What is measured about the agent, and who sees it: src/api/policy.cpp of the server, in words.
import { useWord } from '../words/words.ts';
import styles from './me.module.css';

const LINES = [
  'me_measured_1', 'me_measured_2', 'me_measured_3', 'me_measured_live', 'me_measured_4',
  'me_measured_5', 'me_measured_6',
] as const;

export function Measured() {
  const word = useWord();
  return (
    <section className={styles.panel} aria-labelledby="measured-title">
      <h2 id="measured-title" className={styles.heading}>{word('me_measured')}</h2>
      <ul className={styles.said}>
        {LINES.map((line) => <li key={line}>{word(line)}</li>)}
      </ul>
    </section>
  );
}
