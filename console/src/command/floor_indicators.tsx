// The floor in figures: of the queue that is chosen, else of all that the viewer is there for.
import { useState } from 'react';

import { useSigned } from '../api/session.ts';
import { type Question, useFigures } from '../indicators/figures.ts';
import { IndicatorStrip } from '../indicators/indicator_strip.tsx';
import { useWord } from '../words/words.ts';
import styles from './floor_indicators.module.css';

const LASTS = ['15m', '30m', '1h', '8h', 'today'] as const;
const OF_QUEUES = ['service_level', 'abandonment', 'asa', 'longest_wait', 'offered'] as const;
const OF_ALL = ['aht', 'conversion'] as const;
const OF_AGENTS = ['occupancy', 'sales_per_productive_hour'] as const;
const MORE_OF_QUEUES = [
  'answered', 'abandoned', 'wait_p90', 'service_level_of_answered', 'service_level_of_ended',
  'service_level_of_offered',
] as const;
const MORE_OF_ALL = [
  'handled', 'talk_time', 'hold_time', 'wrap_up_time', 'aht_p90', 'transfers', 'missed_offers',
  'sales', 'promises',
] as const;
const MORE_OF_AGENTS = ['connected_time', 'productive_time', 'promises_per_productive_hour'] as const;
const FIRST = 9;
const SEES_ALL = ['supervisor', 'command_center', 'quality', 'workforce', 'admin'];

function askedBy(roles: readonly string[], queue: string): Pick<Question, 'by' | 'of' | 'names'> {
  const ofQueues = [...OF_QUEUES, ...OF_ALL, ...MORE_OF_QUEUES, ...MORE_OF_ALL];
  if (queue !== '') return { by: 'queue', of: queue, names: ofQueues };
  if (roles.some((role) => SEES_ALL.includes(role))) {
    const names = [...OF_QUEUES, ...OF_ALL, ...OF_AGENTS, ...MORE_OF_QUEUES, ...MORE_OF_ALL];
    return { by: 'operation', names: [...names, ...MORE_OF_AGENTS] };
  }
  if (roles.includes('director')) return { by: 'campaign', names: ofQueues };
  return { by: 'team', names: [...OF_ALL, ...OF_AGENTS, ...MORE_OF_ALL, ...MORE_OF_AGENTS] };
}

export function FloorIndicators({ queue }: { queue: string }) {
  const word = useWord();
  const roles = useSigned((signed) => signed.session?.roles ?? []);
  const [last, setLast] = useState<(typeof LASTS)[number]>('30m');
  const question = askedBy(roles, queue);
  const figures = useFigures({ ...question, ...(last === 'today' ? { day: last } : { last }) });
  return (
    <div className={styles.indicators}>
      <label className={styles.last}>
        <span className="unseen">{word('figures_last')}</span>
        <select
          className="field"
          value={last}
          onChange={(event) => setLast(event.target.value as (typeof LASTS)[number])}
        >
          {LASTS.map((one) => <option key={one} value={one}>{word(`figures_last.${one}`)}</option>)}
        </select>
      </label>
      <IndicatorStrip label={word('figures_floor')} names={question.names} first={FIRST} figures={figures} />
    </div>
  );
}
