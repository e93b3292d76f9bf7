// By which rules people and queues are watched, who is told when, and how often each was right.
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';

import { useRead } from '../api/read.ts';
import { isAgent, useSigned } from '../api/session.ts';
import { useTurns } from '../api/turns.ts';
import { readCatalogue, useCatalogue } from '../indicators/catalogue.ts';
import { useConnection } from '../live/connection.ts';
import { useServerNow } from '../live/now.ts';
import { PageFrame } from '../shell/page_frame.tsx';
import { Empty, Stale, whyNot } from '../shell/read_notice.tsx';
import { age, useWord, type WordKey } from '../words/words.ts';
import { LadderPanel } from './ladder_panel.tsx';
import type { Rule, Rules } from './rule.ts';
import { RuleCard } from './rule_card.tsx';
import styles from './rules.module.css';

const EACH_MS = 30_000;
const route = getRouteApi('/rules');

export function RulesPage() {
  const word = useWord();
  const [read, again] = useRead<Rules>('/rules', String(useTurns(EACH_MS)));
  const named = useCatalogue((catalogue) => catalogue.state);
  const isLost = useConnection(({ live, lostAt }) => !live && lostAt > 0);
  useEffect(() => void readCatalogue(), []);
  const { state, value, at, why } = read;
  // Without the catalogue there are no words for what a rule looks at, but its names still say it.
  const isReady = value !== undefined && (named === 'read' || named === 'failed');
  const isOld = state !== 'read' && state !== 'loading';
  return (
    <PageFrame title={word('page.rules')}>
      <div className={styles.page} data-stale={isLost}>
        {value && isOld && <Stale at={at} onAgain={again} />}
        {isReady && value.rows.length > 0 && <Shown rules={value} at={at} onAgain={again} />}
        {isReady && value.rows.length === 0 && (
          <Empty title={word('rules_none')} text={word('rules_none_text')} />
        )}
        {!isReady && (value || state === 'loading') && (
          <p className={styles.message} role="status">{word('loading')}</p>
        )}
        {!value && isOld && (
          <Empty title={word('rules_failed')} text={whyNot(word, state, why)} onAgain={again} />
        )}
      </div>
    </PageFrame>
  );
}

function Shown({ rules, at, onAgain }: { rules: Rules; at: number; onAgain: () => void }) {
  const word = useWord();
  const chosen = route.useSearch().rule;
  const session = useSigned((signed) => signed.session);
  useServerNow();
  const { rows, ladder } = rules;
  // Who takes contacts reads first what is about themselves.
  const own = session && isAgent(session) ? rows.filter(({ of }) => of === 'agent') : [];
  const others = rows.filter((rule) => !own.includes(rule));
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.rules}>
          <p className={styles.lead}>
            {word('rules_lead')}
            {rows.some(({ counts }) => counts === null) && ` ${word('rules_counts_hidden')}`}
          </p>
          <Group title="rules_own" rows={own} chosen={chosen} />
          <Group title={own.length > 0 ? 'rules_others' : 'rules_all'} rows={others} chosen={chosen} />
        </div>
        <LadderPanel ladder={ladder} />
      </div>
      <footer className={styles.foot}>
        <p className="number">{word('rules_count', { n: rows.length })}</p>
        <p className="number">{word('list_age', { age: age(Date.now() - at) })}</p>
        <button type="button" className="button" onClick={onAgain}>{word('list_again')}</button>
      </footer>
    </>
  );
}

interface GroupProps {
  title: WordKey;
  rows: readonly Rule[];
  chosen: string | undefined;
}

function Group({ title, rows, chosen }: GroupProps) {
  const word = useWord();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className={styles.heading}>{word(title)}</h2>
      <ul className={styles.cards}>
        {rows.map((rule) => (
          <li key={rule.code}><RuleCard rule={rule} isChosen={rule.code === chosen} /></li>
        ))}
      </ul>
    </section>
  );
}
