// One rule: what has to be so, about whom, how bad that is, and how often it was right.
import { useEffect, useRef } from 'react';

import { useCatalogue } from '../indicators/catalogue.ts';
import { usePreferences } from '../look/preferences.ts';
import { useWord } from '../words/words.ts';
import { type Counts, type Rule, sentencesOf, whomOf } from './rule.ts';
import styles from './rules.module.css';

/** `isChosen`: an alert led here. */
export function RuleCard({ rule, isChosen }: { rule: Rule; isChosen: boolean }) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const catalogue = useCatalogue((read) => read.all);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isChosen) card.current?.focus();
  }, [isChosen]);
  const isCritical = rule.severity === 'critical';
  const { first, each } = sentencesOf(rule, catalogue, language, word);
  return (
    <article
      ref={card}
      className={styles.card}
      data-tone={isCritical ? 'critical' : 'warning'}
      data-chosen={isChosen}
      tabIndex={-1}
      aria-labelledby={`rule-${rule.code}`}
    >
      <h3 id={`rule-${rule.code}`} className={styles.name}>{rule.name[language]}</h3>
      <p className={styles.severity}>
        <span aria-hidden="true">{isCritical ? '◆ ' : '▲ '}</span>
        {word(`alert_severity.${rule.severity}`)}
      </p>
      <p className={styles.whom}>{whomOf(rule, word)}</p>
      <p className={styles.said}>{first}</p>
      {each.length > 0 && (
        <ul className={styles.each}>{each.map((text) => <li key={text}>{text}</li>)}</ul>
      )}
      {rule.covers && <p className={styles.said}>{word('rule_covers')}</p>}
      {rule.counts && <Precision counts={rule.counts} />}
    </article>
  );
}

function Precision({ counts }: { counts: Counts }) {
  const word = useWord();
  const marks = counts.useful + counts.not_useful;
  const share = Math.round((100 * counts.useful) / Math.max(1, marks));
  return (
    <p className={`${styles.precision} number`}>
      {word('rule_fired', { n: counts.fired })}{' '}
      {marks > 0
        ? word('rule_precision', { share, useful: counts.useful, marks })
        : counts.fired > 0 && word('rule_unmarked')}
    </p>
  );
}
