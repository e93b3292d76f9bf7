// One agent of the team: state, what is wrong, the conversation, and being beside it.
import { ChevronDown, ChevronRight, Hand } from 'lucide-react';
import { useId } from 'react';

import type { AgentRow, ContactRow } from '../api/rows.ts';
import { mayCommand as mayCommandOthers, useSigned } from '../api/session.ts';
import { attentionTone } from '../live/attention.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { nameOf } from '../supervise/people.ts';
import { ModeSwitch } from '../supervise/mode_switch.tsx';
import { duration, named, useWord } from '../words/words.ts';
import { stateWords } from '../work/state_words.ts';
import { ForceForm } from './force_form.tsx';
import forms from './forms.module.css';
import { MessageForm } from './message_form.tsx';
import { HandUp } from './hand_up.tsx';
import { agentAttention } from './order.ts';
import { StatesToday } from './states_today.tsx';
import { Together } from './together.tsx';
import styles from './team_row.module.css';

const IN_CONVERSATION = new Set(['talking', 'hold', 'consult']);

interface Props {
  agent: AgentRow;
  contact: ContactRow | undefined;
  now: number;
  isOpen: boolean;
  onToggle: () => void;
}

export function TeamRow({ agent, contact, now, isOpen, onToggle }: Props) {
  const word = useWord();
  const below = useId();
  const attention = agentAttention(agent, now);
  const tone = attentionTone(attention);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const mayBeside = IN_CONVERSATION.has(agent.state);
  const supervisors = contact?.supervisors ?? [];
  const signed = useSigned((current) => current.session);
  const mayCommand = signed !== undefined && mayCommandOthers(signed);
  return (
    <li className={styles.item} data-tone={tone} data-home>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.open}
          aria-expanded={isOpen}
          aria-controls={isOpen ? below : undefined}
          aria-label={word('team_states_of', { name: agent.name })}
          onClick={onToggle}
        >
          <Chevron size={18} aria-hidden="true" />
        </button>
        <p className={styles.who}>
          <b>{agent.name}</b>
          <small className="number">{agent.id}{agent.team ? ` · ${agent.team}` : ''}</small>
        </p>
        <p className={styles.state}>
          <Glyph look={agentLook(agent.state, agent.break_kind)} />
          <span>{stateWords(word, agent)}</span>
          <span className={`${styles.time} number`} data-tone={tone}>
            {duration(now - Date.parse(agent.since))}
          </span>
        </p>
        <p className={styles.attention} data-tone={tone}>
          {attention === 'hand' && <Hand size={16} aria-hidden="true" />}
          {attention !== 'none' && <b>{named(word, 'attention', attention)}</b>}
          {agent.hand_since && <HandUp agent={agent} now={now} mayLower={mayCommand} />}
        </p>
        <p className={styles.contact}>
          {contact && (
            <>
              <span>{contact.queue}</span>
              <small className="number">{word('contact', { id: contact.id })}</small>
              <Together agent={agent.id} contact={contact} />
            </>
          )}
          {supervisors.length > 0 && (
            <small className={styles.beside} title={supervisors.map(nameOf).join(', ')}>
              {word('team_beside', { names: supervisors.map(nameOf).join(', ') })}
            </small>
          )}
        </p>
        <ModeSwitch
          agent={agent.id}
          name={agent.name}
          impossible={mayBeside ? undefined : 'supervise_no_call'}
        />
      </div>
      {isOpen && (
        <div id={below}>
          {mayCommand && signed?.user !== agent.id && (
            <div className={forms.forms}>
              <MessageForm to={[`agent:${agent.id}`]} about={agent.id} name={agent.name} />
              <ForceForm agent={agent} />
            </div>
          )}
          <StatesToday agent={agent} />
        </div>
      )}
    </li>
  );
}
