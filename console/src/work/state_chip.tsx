// The own state with its running time, who caused it, and in its panel what it can change to.
import { ChevronDown } from 'lucide-react';

import type { AgentRow } from '../api/rows.ts';
import { lastEvent, useDesk } from '../live/desk.ts';
import { useConnection } from '../live/connection.ts';
import { useAsked } from '../live/shift.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { Popover } from '../shell/popover.tsx';
import { named, useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { causeWords } from './cause_words.ts';
import { Since } from './elapsed.tsx';
import { BREAK_KINDS, momentOf, nextBreak, possible, PRIVATE_KINDS } from './moment.ts';
import { stateWords } from './state_words.ts';
import styles from './state_chip.module.css';

export function StateChip({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const live = useConnection((connection) => connection.live);
  const pending = useAsked((asked) => asked.pending);
  const look = agentLook(agent.state, agent.break_kind);
  const can = possible(agent);
  const isFixed = !Object.values(can).some(Boolean);
  return (
    <Popover
      className={styles.chip ?? ''}
      title={word('state_menu')}
      disabled={isFixed}
      content={
        <>
          <Glyph look={look} size={20} />
          <span className={styles.words}>
            <span className={styles.name}>
              {stateWords(word, agent)}
              <span className="unseen">. {word('state_menu')}</span>
            </span>
            <Why agent={agent} />
          </span>
          <span className={`${styles.time} number`} aria-hidden="true">
            <Since at={agent.since} />
          </span>
          {!isFixed && <ChevronDown size={16} aria-hidden="true" />}
        </>
      }
    >
      {(close) => (
        <StatePanel
          agent={agent}
          off={!live || pending !== undefined}
          onChoose={(act) => {
            close();
            act();
          }}
          actions={actions}
        />
      )}
    </Popover>
  );
}

function Why({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const event = useDesk((desk) => lastEvent(desk.events, 'agent_state_changed'));
  const isOfThis = event?.to === agent.state;
  const cause = isOfThis ? causeWords(word, event, agent.id) : '';
  const next = nextBreak(agent);
  if (!next) return <span className={styles.why}>{cause}</span>;
  const then = word('next_break', { kind: named(word, 'kind', next) });
  return <span className={styles.why}>{cause && `${cause} · `}<b>{then}</b></span>;
}

interface PanelProps {
  agent: AgentRow;
  off: boolean;
  onChoose: (act: () => unknown) => void;
  actions: Actions;
}

function StatePanel({ agent, off, onChoose, actions }: PanelProps) {
  const word = useWord();
  const can = possible(agent);
  const item = (text: string, act: () => unknown, note = '') => (
    <li key={text}>
      <button
        type="button"
        className={styles.item}
        aria-disabled={off}
        onClick={() => !off && onChoose(act)}
      >
        {text}
        {note && <span className={styles.note}>{note}</span>}
      </button>
    </li>
  );
  const isBusy = momentOf(agent) !== 'idle';
  return (
    <>
      <ul className={styles.items}>
        {can.ready && item(word('do_set_ready'), actions.setReady)}
        {can.endBreak && item(word('do_end_break'), actions.endBreak)}
        {can.cancelBreak && item(word('do_cancel_break'), actions.setReady)}
      </ul>
      {can.break && (
        <>
          <h2 className={styles.heading}>{word(isBusy ? 'breaks_next' : 'breaks')}</h2>
          <ul className={styles.items}>
            {BREAK_KINDS.map((kind) =>
              item(
                word(`ask.${kind}`),
                () => actions.requestBreak(kind),
                PRIVATE_KINDS.has(kind) ? word('ask_private') : '',
              ),
            )}
          </ul>
        </>
      )}
      {can.leave && (
        <ul className={`${styles.items} ${styles.last}`}>
          {item(word('do_sign_out_agent'), actions.leave)}
        </ul>
      )}
    </>
  );
}
