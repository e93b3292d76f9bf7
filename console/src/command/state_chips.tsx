// The states with how many are in each: what counts also filters.
import { attentionTone } from '../live/attention.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook, agentStates } from '../look/states.ts';
import { named, useWord } from '../words/words.ts';
import { useFloor } from './floor_link.ts';
import type { View } from './view.ts';
import styles from './state_chips.module.css';

interface Props {
  view: View;
  onStates: (states: readonly string[]) => void;
  onHelp: (help: boolean) => void;
}

export function StateChips({ view, onStates, onHelp }: Props) {
  const word = useWord();
  const { counts, help, names } = useFloor();
  const listed = [...agentStates, ...names.states.filter(isNew)];
  const toggle = (state: string) =>
    onStates(
      view.states.includes(state)
        ? view.states.filter((chosen) => chosen !== state)
        : [...view.states, state],
    );
  return (
    <div className={styles.chips} data-slides role="group" aria-label={word('floor_states')}>
      <button
        type="button"
        className={styles.chip}
        aria-pressed={view.help}
        data-none={help === 0}
        data-help={help > 0}
        onClick={() => onHelp(!view.help)}
      >
        <Glyph look={{ shape: 'missed', tone: help > 0 ? attentionTone('missed') : 'muted' }} />
        {word('floor_help')} <b className="number">{help}</b>
      </button>
      {listed.map((state) => {
        const count = counts[names.states.indexOf(state)] ?? 0;
        return (
          <button
            key={state}
            type="button"
            className={styles.chip}
            aria-pressed={view.states.includes(state)}
            data-none={count === 0}
            onClick={() => toggle(state)}
          >
            <Glyph look={agentLook(state)} />
            {named(word, 'agent', state)} <b className="number">{count}</b>
          </button>
        );
      })}
    </div>
  );
}

const isNew = (state: string): boolean => state !== '' && !agentStates.includes(state);
