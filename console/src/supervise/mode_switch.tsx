// Listen, whisper, barge: one switch for one agent; where a mode cannot be, it says why.
import { Ear, MessageCircle, Users } from 'lucide-react';

import { maySpeakInto, mayListen, useSigned } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { useWord, type WordKey } from '../words/words.ts';
import { TAKEN_OVER } from './people.ts';
import { type Mode, MODES, useSupervising, useWatch } from './watch.ts';
import styles from './mode_switch.module.css';

const ICONS = { listen: Ear, whisper: MessageCircle, barge: Users };

interface Props {
  agent: string;
  name: string;
  /** Why there is no conversation to be beside. */
  impossible?: WordKey | undefined;
}

export function ModeSwitch({ agent, name, impossible }: Props) {
  const word = useWord();
  const session = useSigned((signed) => signed.session);
  const live = useConnection((connection) => connection.live);
  const watch = useWatch((current) => current.watch);
  const { asked, beside } = useSupervising();
  const isBeside = beside?.agent === agent;
  const whyNot = (mode: Mode): WordKey | undefined => {
    if (!session) return undefined;
    if (session.user === agent) return 'supervise_own';
    if (!(mode === 'listen' ? mayListen(session) : maySpeakInto(session))) return 'supervise_role';
    if (!live) return 'refused_offline';
    if (beside?.mode === TAKEN_OVER) return 'supervise_end_first';
    if (impossible) return impossible;
    return asked ? 'supervise_asked' : undefined;
  };
  return (
    <div className={styles.modes} role="group" aria-label={word('supervise_of', { name })}>
      {MODES.map((mode) => {
        const Icon = ICONS[mode];
        const why = whyNot(mode);
        return (
          <button
            key={mode}
            type="button"
            className={styles.mode}
            aria-pressed={isBeside && beside.mode === mode}
            aria-disabled={why !== undefined}
            aria-busy={asked?.agent === agent && asked.mode === mode}
            title={word(why ?? `supervise_${mode}_means`)}
            onClick={() => {
              if (why === undefined && watch) void watch.supervise(agent, mode);
            }}
          >
            <Icon size={16} aria-hidden="true" />
            {word(`supervise.${mode}`)}
            {why !== undefined && <span className="unseen">: {word(why)}</span>}
          </button>
        );
      })}
    </div>
  );
}
