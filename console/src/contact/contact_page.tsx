// One contact: its times, its recording, what happened, and why it went where it went.
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { WholeContact } from '../api/contact_rows.ts';
import { useRead } from '../api/read.ts';
import { isTyping } from '../contacts/keys.ts';
import { nameOf, readNames, useNames } from '../live/names.ts';
import { Glyph } from '../look/glyph.tsx';
import { PageFrame } from '../shell/page_frame.tsx';
import { type Hears, Recording } from '../recording/recording.tsx';
import { Empty, Stale, whyNot } from '../shell/read_notice.tsx';
import { longDate, named, timeOfDay, useWord } from '../words/words.ts';
import { readDispositions } from '../work/dispositions.ts';
import { CalledFrom } from './called_from.tsx';
import styles from './contact.module.css';
import { Decisions } from './decisions.tsx';
import { FigureStrip } from './figure_strip.tsx';
import { endLook } from './steps.ts';
import { Timeline } from './timeline.tsx';
import { Written } from './written.tsx';

const route = getRouteApi('/contacts/$id');
const OPEN_MS = 3_000; // While it goes on, it is read again so often.

/** Where it was opened from, or to all contacts. */
function useBack(): () => void {
  const navigate = useNavigate();
  return () => {
    if (history.state?.__TSR_index > 0) history.back();
    else void navigate({ to: '/contacts' });
  };
}

export function ContactPage() {
  const word = useWord();
  const { id } = route.useParams();
  const back = useBack();
  useEffect(() => {
    void readNames();
    void readDispositions();
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isTyping(event)) back();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <PageFrame title={word('contact', { id })}>
      <Found key={id} id={id} />
    </PageFrame>
  );
}

function Found({ id }: { id: string }) {
  const word = useWord();
  const [{ value, state, at, why }, again] = useRead<WholeContact>(`/contacts/${id}`);
  const isOpen = value !== undefined && value.closed_at === undefined;
  useEffect(() => {
    if (!isOpen) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), OPEN_MS);
    return () => clearInterval(timer);
  }, [isOpen, again]);
  if (value) {
    return (
      <>
        {state !== 'read' && <Stale at={at} onAgain={again} />}
        <Whole contact={value} readAt={at} />
      </>
    );
  }
  if (state === 'loading') {
    return <p className={styles.message} role="status">{word('loading')}</p>;
  }
  const title = state === 'none' ? 'contact_none' : 'contact_failed';
  const text = state === 'none' ? word('contact_none_text') : whyNot(word, state, why);
  return (
    <Empty title={word(title, { id })} text={text} {...(state !== 'none' && { onAgain: again })} />
  );
}

function Whole({ contact, readAt }: { contact: WholeContact; readAt: number }) {
  const agents = useNames((names) => names.agents);
  const recording = useRef<Hears>(null);
  const name = (code: string) => nameOf(agents, code);
  return (
    <article className={styles.page}>
      <Head contact={contact} name={name} />
      <FigureStrip contact={contact} readAt={readAt} />
      <Recording ref={recording} contact={contact} agent={contact.agents.map(name).join(', ')} />
      <div className={styles.columns}>
        <Timeline
          contact={contact}
          name={name}
          onHear={(seconds) => recording.current?.playFrom(seconds)}
        />
        <div className={styles.side}>
          <Written
            notes={contact.notes ?? []}
            heard={contact.recorded ? (contact.heard ?? []) : undefined}
          />
          <Decisions decisions={contact.decisions} name={name} />
        </div>
      </div>
    </article>
  );
}

interface HeadProps {
  contact: WholeContact;
  name: (code: string) => string;
}

function Head({ contact, name }: HeadProps) {
  const word = useWord();
  const back = useBack();
  const end = contact.end ?? 'none';
  const arrived = Date.parse(contact.arrived_at);
  return (
    <header className={styles.head}>
      <Link
        to="/contacts"
        className="button quiet"
        aria-keyshortcuts="Escape"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return; // In another tab.
          event.preventDefault();
          back();
        }}
      >
        <ArrowLeft size={16} aria-hidden="true" />
        {word('contact_back')}
        <kbd aria-hidden="true">Esc</kbd>
      </Link>
      <p className={styles.end} data-tone={endLook(end).tone}>
        <Glyph look={endLook(end)} />
        {named(word, 'end', end)}
        {contact.fault && (
          <span>· {word('note.fault', { fault: named(word, 'fault', contact.fault) })}</span>
        )}
      </p>
      <CalledFrom customer={contact.customer} />
      {contact.queue && <p>{word('filter_queue')} <b>{contact.queue}</b></p>}
      {contact.agents.length > 0 && (
        <p>{word('filter_agent')} <b>{contact.agents.map(name).join(', ')}</b></p>
      )}
      <p className="number">
        {word('contact_when', { date: longDate(arrived), time: timeOfDay(arrived) })}
      </p>
    </header>
  );
}
