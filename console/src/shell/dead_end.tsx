// Where there is nothing, and where something failed: what it means and the way on.
import { Link } from '@tanstack/react-router';

import { useWord } from '../words/words.ts';
import styles from './dead_end.module.css';
import { Logo } from './logo.tsx';

export function NotFound() {
  const word = useWord();
  return (
    <main className={styles.page}>
      <Logo size={40} />
      <h1>{word('not_found')}</h1>
      <p>{word('not_found_text')}</p>
      <Link to="/" className="button primary">{word('go_home')}</Link>
    </main>
  );
}

export function Failed() {
  const word = useWord();
  return (
    <main className={styles.page}>
      <Logo size={40} />
      <h1>{word('failed_title')}</h1>
      <p role="alert">{word('failed_text')}</p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        {word('reload')}
      </button>
    </main>
  );
}
