// Who else is in an agent's contact: another agent, or who took it over.
import type { ContactRow } from '../api/rows.ts';
import { usePeople } from '../supervise/people.ts';
import { keyOf, useWord } from '../words/words.ts';
import styles from './team_row.module.css';

export function Together({ agent, contact }: { agent: string; contact: ContactRow }) {
  const word = useWord();
  const agents = usePeople((people) => people.agents);
  const called = (code: string) => agents.get(code)?.name ?? code;
  const { second, taken_over_by: taker, agent: whose, state } = contact;
  if (taker) {
    return <small>{word('contact_state.taken_over', { name: called(taker) })}</small>;
  }
  if (!second) return null;
  const other = second.agent === agent ? whose : second.agent;
  const key = keyOf('contact_state', state);
  return (
    <small className={styles.beside}>
      {key && `${word(key)}: `}
      {other && word(`second.${second.state}`, { name: called(other) })}
    </small>
  );
}
