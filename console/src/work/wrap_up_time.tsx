// How much of the wrap-up is left, and half a minute more of it.
import { Plus } from 'lucide-react';

import type { AgentRow } from '../api/rows.ts';
import { useServerNow } from '../live/now.ts';
import { duration, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { Since, Until } from './elapsed.tsx';
import card from './card.module.css';
import styles from './wrap_up_time.module.css';

interface Props {
  agent: AgentRow;
  /** Of a server that does not say it in the agent's row. */
  endsAt: string | undefined;
  actions: Actions;
}

export function WrapUpTime({ agent, endsAt, actions }: Props) {
  const word = useWord();
  const now = useServerNow();
  const ends = agent.wrap_up_ends_at ?? endsAt;
  const latest = agent.wrap_up_latest_at;
  const began = Date.parse(agent.since);
  const whole = ends ? Date.parse(ends) - began : 0;
  const isAtMost = Boolean(ends && latest && Date.parse(latest) <= Date.parse(ends));
  return (
    <>
      <p className={`${card.clock} number`} data-tone="wrap-up" role="timer">
        {ends ? <Until at={ends} /> : <Since at={agent.since} />}
      </p>
      {ends && (
        <div className={styles.left}>
          <progress
            max={whole}
            value={Math.max(0, Math.min(whole, Date.parse(ends) - now))}
            aria-label={word('wrap_remaining')}
          />
          {latest && (
            <AskButton
              asks="extend_wrap_up"
              impossible={
                isAtMost
                  ? word('wrap_at_most', { time: duration(Date.parse(latest) - began) })
                  : undefined
              }
              onPress={actions.extendWrapUp}
            >
              <Plus size={15} aria-hidden="true" />
              {word('wrap_extend')}
            </AskButton>
          )}
        </div>
      )}
      {isAtMost && latest && (
        <p className={card.note}>
          {word('wrap_at_most', { time: duration(Date.parse(latest) - began) })}
        </p>
      )}
    </>
  );
}
