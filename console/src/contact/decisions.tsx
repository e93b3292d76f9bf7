// Why the contact went where it went: each decision with who could, who could not, and the rule.
import type { DecisionRow } from '../api/contact_rows.ts';
import { clock, duration, keyOf, named, useWord, type Word } from '../words/words.ts';
import styles from './contact.module.css';

interface Props {
  decisions: readonly DecisionRow[];
  name: (code: string) => string;
}

/** How the rule of the queue measured somebody: points, or how long free. */
export function scoreWords(word: Word, strategy: string, score: number): string {
  if (strategy === 'longest_idle') return word('decision_idle', { time: duration(score / 1000) });
  return word('decision_score', { n: score });
}

export function Decisions({ decisions, name }: Props) {
  const word = useWord();
  return (
    <section className={styles.panel} aria-labelledby="decisions-title">
      <header className={styles.heading}>
        <h2 id="decisions-title">{word('decisions')}</h2>
      </header>
      {decisions.length === 0 && <p className={styles.none}>{word('decisions_none')}</p>}
      {decisions.map((decision) => (
        <Decision key={decision.position} decision={decision} name={name} />
      ))}
    </section>
  );
}

function Decision({ decision, name }: { decision: DecisionRow; name: (code: string) => string }) {
  const word = useWord();
  const { strategy, agent } = decision;
  const rule = keyOf('strategy', strategy);
  const excluded = Object.entries(decision.excluded).filter(([, n]) => n > 0);
  return (
    <article className={styles.decision}>
      <h3>
        {agent ? word('decision_chosen', { agent: name(agent) }) : word('step.routing_decided.unseen')}
        <span className="number">{clock(Date.parse(decision.at))}</span>
      </h3>
      <p>
        {rule ? word(rule) : word('decision_other', { strategy })}{' '}
        {word('decision_line', {
          time: duration(decision.waited_ms), n: decision.eligible,
        })}{' '}
        {decision.credit_ms > 0 && word('decision_credit', { time: duration(decision.credit_ms) })}
      </p>
      <h4>{word('decision_candidates')}</h4>
      <ol className={styles.candidates}>
        {decision.candidates.map((candidate) => (
          <li key={candidate.agent} data-chosen={candidate.agent === agent}>
            <span>{candidate.agent ? name(candidate.agent) : ''}</span>
            <span className="number">{scoreWords(word, strategy, candidate.score)}</span>
          </li>
        ))}
      </ol>
      {decision.others > 0 && <p>{word('decision_others', { n: decision.others })}</p>}
      {excluded.length > 0 && (
        <>
          <h4>{word('decision_excluded')}</h4>
          <ul className={styles.excluded}>
            {excluded.map(([why, n]) => (
              <li key={why}><b className="number">{n}</b> {named(word, 'excluded', why)}</li>
            ))}
          </ul>
        </>
      )}
      <p className={`${styles.rules} number`}>
        {word('decision_rules', { n: decision.rules_version })}
      </p>
    </article>
  );
}
