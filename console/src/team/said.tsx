// What came of the last thing that was asked for somebody of the team.
import { useSaidOf } from './ask.ts';
import styles from './forms.module.css';

export function SaidOf({ about }: { about: string }) {
  const { refused, done } = useSaidOf(about);
  return (
    <>
      <div role="alert">{refused !== undefined && <p className={styles.refused}>{refused}</p>}</div>
      <div role="status">{done !== undefined && <p className={styles.done}>{done}</p>}</div>
    </>
  );
}
