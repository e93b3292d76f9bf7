// The contacts: looked for by queue, agent, end, outcome and day, the newest first.
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';

import { readNames } from '../live/names.ts';
import { PageFrame } from '../shell/page_frame.tsx';
import { useWord } from '../words/words.ts';
import { readDispositions } from '../work/dispositions.ts';
import { ContactList } from './contact_list.tsx';
import styles from './contacts.module.css';
import { Filters } from './filters.tsx';
import { showList } from './read_list.ts';
import { queryOf } from './search.ts';

const route = getRouteApi('/contacts');

export function ContactsPage() {
  const word = useWord();
  const search = route.useSearch();
  const query = queryOf(search);
  useEffect(() => showList(query), [query]);
  useEffect(() => {
    void readNames();
    void readDispositions();
  }, []);
  return (
    <PageFrame title={word('page.contacts')}>
      <div className={styles.page}>
        <Filters search={search} />
        <ContactList isFiltered={Object.keys(search).length > 0} />
      </div>
    </PageFrame>
  );
}
