// The views with a name: chosen, kept from what is shown now, and given up again.
import { Bookmark, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';

import { Popover } from '../shell/popover.tsx';
import { useWord } from '../words/words.ts';
import { keepViews, NAME_MAX, viewsOf, VIEWS_MAX, withView } from './saved_views.ts';
import type { CommandSearch } from './view.ts';
import styles from './views_button.module.css';

interface Props {
  user: string;
  /** What is shown now. */
  search: CommandSearch;
  onChoose: (search: CommandSearch) => void;
}

export function ViewsButton({ user, search, onChoose }: Props) {
  const word = useWord();
  const [views, setViews] = useState(() => viewsOf(user));
  const [name, setName] = useState('');
  const keep = (changed: typeof views) => {
    setViews(changed);
    keepViews(user, changed);
  };
  const onSave = (event: FormEvent) => {
    event.preventDefault();
    keep(withView(views, name, search));
    setName('');
  };
  const isFull = views.length >= VIEWS_MAX && !views.some((view) => view.name === name.trim());
  return (
    <Popover
      label={word('views')}
      className="button quiet icon"
      content={<Bookmark size={18} aria-hidden="true" />}
      title={word('views')}
      align="end"
    >
      {(close) => (
        <>
          <h2 className={styles.title}>{word('views')}</h2>
          {views.length === 0 && <p className={styles.none}>{word('views_none')}</p>}
          <ul className={styles.list}>
            {views.map((view) => (
              <li key={view.name} className={styles.view}>
                <button
                  type="button"
                  className="button quiet"
                  onClick={() => {
                    onChoose(view.search);
                    close();
                  }}
                >
                  {view.name}
                </button>
                <button
                  type="button"
                  className="button quiet icon"
                  aria-label={word('views_forget', { name: view.name })}
                  title={word('views_forget', { name: view.name })}
                  onClick={() => keep(views.filter((other) => other !== view))}
                >
                  <Trash2 size={16} aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
          <form className={styles.form} onSubmit={onSave}>
            <label htmlFor="view-name">{word('views_name')}</label>
            <input
              id="view-name"
              className="field"
              value={name}
              maxLength={NAME_MAX}
              onChange={(event) => setName(event.target.value)}
            />
            {isFull && <p className={styles.none}>{word('views_full', { n: VIEWS_MAX })}</p>}
            <button
              type="submit"
              className="button"
              aria-disabled={name.trim() === '' || isFull}
            >
              {word('views_save')}
            </button>
          </form>
        </>
      )}
    </Popover>
  );
}
