// A raised hand: since when, and its way down again.
import type { AgentRow } from '../api/rows.ts';
import { duration, timeOfDay, useWord } from '../words/words.ts';
import { askFor } from './ask.ts';
import { SaidOf } from './said.tsx';
import { TeamButton } from './team_button.tsx';

interface Props {
  agent: AgentRow;
  now: number;
  mayLower: boolean;
}

export function HandUp({ agent, now, mayLower }: Props) {
  const word = useWord();
  const about = `hand:${agent.id}`;
  const since = Date.parse(agent.hand_since ?? '');
  return (
    <>
      <span className="number">
        {word('team_hands_since', { time: timeOfDay(since) })} · {duration(now - since)}
      </span>
      {mayLower && (
        <TeamButton
          about={about}
          command="lower_hand"
          label={word('hand_lower_of', { name: agent.name })}
          onPress={() => void askFor({
            about, name: agent.name, command: 'lower_hand', body: { agent: agent.id },
          })}
        >
          {word('hand_lower_other')}
        </TeamButton>
      )}
      <SaidOf about={about} />
    </>
  );
}
