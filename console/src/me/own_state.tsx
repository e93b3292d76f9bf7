// The own state, since when, as everybody who may see it does.
import type { AgentRow } from '../api/rows.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { timeOfDay, useWord } from '../words/words.ts';
import { Since } from '../work/elapsed.tsx';
import { stateWords } from '../work/state_words.ts';
import styles from './me.module.css';

export function OwnState({ agent }: { agent: AgentRow }) {
  const word = useWord();
  return (
    <dl className={styles.figure}>
      <dt>{word('me_state')}</dt>
      <dd>
        <b className={styles.state}>
          <Glyph look={agentLook(agent.state, agent.break_kind)} size={16} />
          {stateWords(word, agent)}
        </b>
        <span className="number">
          <Since at={agent.since} />{' '}
          {word('me_state_since', { time: timeOfDay(Date.parse(agent.since)) })}
        </span>
      </dd>
    </dl>
  );
}
