// Where those land who take no contacts: the way to the live floor.
import { LayoutGrid } from 'lucide-react';
import { useEffect } from 'react';

import { useSigned } from '../api/session.ts';
import { Shell } from '../shell/shell.tsx';
import { named, useWord } from '../words/words.ts';
import styles from './floor_page.module.css';

export function FloorPage() {
  const word = useWord();
  const session = useSigned((signed) => signed.session);
  useEffect(() => {
    document.title = `${word('page.floor')} · Relevo`;
  }, [word]);
  if (!session) return null;
  const roles = session.roles.map((role) => named(word, 'role', role)).join(', ');
  return (
    <Shell title="page.floor" session={session} name={`${session.user} · ${roles}`}>
      <section className={styles.card} aria-labelledby="floor-title">
        <LayoutGrid size={32} aria-hidden="true" />
        <h2 id="floor-title">{word('floor_title')}</h2>
        <p>{word('floor_text')}</p>
        <a href="/live" className="button primary">{word('floor_open')}</a>
      </section>
    </Shell>
  );
}
