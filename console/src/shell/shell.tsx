// The frame of every page behind the sign-in: rail, top bar, banner, and what screen readers hear.
import { Link } from '@tanstack/react-router';
import {
  Headphones, History, LayoutGrid, LogOut, Scale, Table2, UserRound, Users,
} from 'lucide-react';
import type { ReactNode } from 'react';

import { isAgent, type Session, signOut } from '../api/session.ts';
import { SuperviseBar } from '../supervise/supervise_bar.tsx';
import { useWord, type WordKey } from '../words/words.ts';
import { type Line, useSaid } from './announcer.ts';
import { Appearance } from './appearance.tsx';
import { useKeptFocus } from './kept_focus.ts';
import { Logo } from './logo.tsx';
import styles from './shell.module.css';

interface Props {
  title: string;
  session: Session;
  name: string;
  /** Between the title and the user: connection, shortcuts. */
  status?: ReactNode;
  banner?: ReactNode;
  /** Why signing out is not possible now. */
  mayNotLeave?: WordKey | undefined;
  children: ReactNode;
}

export function Shell({ title, session, name, status, banner, mayNotLeave, children }: Props) {
  const word = useWord();
  useKeptFocus();
  const leave = mayNotLeave ? word(mayNotLeave) : word('sign_out');
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">{word('skip')}</a>
      <nav className={styles.rail} aria-label={word('pages')}>
        <Logo size={28} />
        <Pages session={session} />
      </nav>
      <header className={styles.bar}>
        <h1 className={styles.title}>{title}</h1>
        {status}
        <p className={styles.who} title={session.user}>{name}</p>
        <Appearance />
        <button
          type="button"
          className="button quiet icon"
          aria-label={leave}
          title={leave}
          aria-disabled={mayNotLeave !== undefined}
          onClick={() => mayNotLeave === undefined && signOut()}
        >
          <LogOut size={18} aria-hidden="true" />
        </button>
      </header>
      <SuperviseBar />
      {banner}
      <main id="content" className={styles.main} tabIndex={-1} data-home>{children}</main>
      <LiveRegions />
    </div>
  );
}

function Pages({ session }: { session: Session }) {
  const word = useWord();
  const seesMore = session.roles.some((role) => role !== 'agent');
  const icon = { size: 20, 'aria-hidden': true } as const;
  const named = (name: WordKey) => {
    const text = word(name);
    return { className: styles.page, 'aria-label': text, title: text };
  };
  return (
    <ul className={styles.pages}>
      {isAgent(session) && (
        <>
          <li><Link to="/work" {...named('page.work')}><Headphones {...icon} /></Link></li>
          <li><Link to="/me" {...named('page.me')}><UserRound {...icon} /></Link></li>
        </>
      )}
      {seesMore && (
        <>
          <li><Link to="/team" {...named('page.team')}><Users {...icon} /></Link></li>
          <li><Link to="/command" {...named('page.command')}><LayoutGrid {...icon} /></Link></li>
        </>
      )}
      <li><Link to="/contacts" {...named('page.contacts')}><History {...icon} /></Link></li>
      <li><Link to="/reports" {...named('page.reports')}><Table2 {...icon} /></Link></li>
      <li><Link to="/rules" {...named('page.rules')}><Scale {...icon} /></Link></li>
    </ul>
  );
}

function LiveRegions() {
  const { polite, assertive } = useSaid();
  return (
    <>
      <div className="unseen" role="status" aria-atomic="false">{polite.map(lineOf)}</div>
      <div className="unseen" role="alert" aria-atomic="false">{assertive.map(lineOf)}</div>
    </>
  );
}

const lineOf = ({ n, text }: Line) => <p key={n}>{text}</p>;
