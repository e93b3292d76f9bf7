// The own indicators of today: the very figures that whoever coordinates the agent sees.
import { useFigures } from '../indicators/figures.ts';
import { IndicatorStrip } from '../indicators/indicator_strip.tsx';
import { useWord } from '../words/words.ts';

const NAMES = [
  'handled', 'aht', 'aht_median', 'hold_time', 'wrap_up_time', 'occupancy', 'connected_time',
  'transfers', 'missed_offers', 'outcomes', 'conversion', 'sales', 'promises',
  'sales_per_productive_hour', 'promises_per_productive_hour',
] as const;

export function OwnIndicators({ agent }: { agent: string }) {
  const word = useWord();
  const figures = useFigures({
    by: 'agent', of: agent, names: NAMES, day: 'today',
  });
  return <IndicatorStrip label={word('figures_own')} names={NAMES} first={NAMES.length} figures={figures} />;
}
