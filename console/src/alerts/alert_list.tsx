// Alerts as cards: what is outside its limit and where, who has it, when it climbs, what to do.
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { command } from '../api/call.ts';
import type { Read } from '../api/read.ts';
import { refusal } from '../api/refusal.ts';
import { sessionOver, useSigned } from '../api/session.ts';
import type { CommandSearch } from '../command/view.ts';
import { readCatalogue, useCatalogue } from '../indicators/catalogue.ts';
import { shownFigure } from '../indicators/shown.ts';
import { useServerNow } from '../live/now.ts';
import { usePreferences } from '../look/preferences.ts';
import { say } from '../shell/announcer.ts';
import { whyNot } from '../shell/read_notice.tsx';
import { duration, named, useWord, wordNow } from '../words/words.ts';
import styles from './alert_list.module.css';
import { type Alert, type Alerts, byNeed, nextOf } from './alerts.ts';

const SNOOZES_MIN = [5, 15, 60] as const;

interface Props {
  read: Read<Alerts>;
  /** Something was done about one of them. */
  onDone: () => void;
  /** About oneself: one says that one knows of it, and whether it was useful. */
  own?: boolean;
  /** The part of an address under which whom it is about is shown; nothing: nowhere. */
  searchOf?: ((alert: Alert) => CommandSearch | undefined) | undefined;
  onChoose?: ((search: CommandSearch) => void) | undefined;
}

/** Nothing where there are none and none failed to be read. */
export function AlertList({ read, onDone, own = false, searchOf, onChoose }: Props) {
  const word = useWord();
  useEffect(() => void readCatalogue(), []);
  const rows = byNeed(read.value?.rows ?? []);
  const isFailed = read.state !== 'read' && read.state !== 'loading';
  return (
    <>
      {isFailed && (
        <p className={styles.message} role="status">
          {word('alerts_failed')} {whyNot(word, read.state, read.why)}
        </p>
      )}
      {rows.length > 0 && (
        <ul className={styles.list} aria-label={word('alerts')} data-stale={isFailed}>
          {rows.map((alert) => (
            <li key={alert.id}>
              <Card alert={alert} own={own} search={searchOf?.(alert)} onChoose={onChoose} onDone={onDone} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface CardProps {
  alert: Alert;
  own: boolean;
  search: CommandSearch | undefined;
  onChoose: ((search: CommandSearch) => void) | undefined;
  onDone: () => void;
}

function Card({ alert, own, search, onChoose, onDone }: CardProps) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const now = useServerNow();
  const isCritical = alert.severity === 'critical';
  const about = `${named(word, 'alert_kind', alert.subject.kind)} ${alert.subject.code}`;
  return (
    <article
      className={styles.card}
      data-tone={alert.state === 'calm' ? 'plain' : isCritical ? 'critical' : 'warning'}
      aria-label={`${alert.name[language]}, ${about}`}
    >
      <b className={styles.what}>
        <span aria-hidden="true">{isCritical ? '◆ ' : '▲ '}</span>
        <span className="unseen">{word(`alert_severity.${alert.severity}`)}: </span>
        {alert.name[language]}
        {alert.count > 1 && <span className="number"> ×{alert.count}</span>}
      </b>
      <span className={`${styles.since} number`}>{duration(now - Date.parse(alert.opened_at))}</span>
      {!own && (
        <span className={styles.more}>
          {search && onChoose ? (
            <button type="button" className={styles.subject} onClick={() => onChoose(search)}>
              {about}
            </button>
          ) : about}
        </span>
      )}
      <Figure alert={alert} />
      <Owner alert={alert} now={now} />
      <Link to="/rules" search={{ rule: alert.rule }} className={styles.rule}>{word('alert_rule')}</Link>
      <Doings alert={alert} own={own} onDone={onDone} />
    </article>
  );
}

function Figure({ alert }: { alert: Alert }) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const indicator = useCatalogue((catalogue) => catalogue.all.get(alert.indicator));
  if (!indicator) return null;
  return (
    <span className={`${styles.more} number`}>
      {word(alert.above ? 'alert_above' : 'alert_below', {
        title: indicator.title[language],
        value: shownFigure(indicator.unit, alert.value, language),
        limit: shownFigure(indicator.unit, alert.limit, language),
        window: `${alert.window_ms / 60_000} min`,
      })}
    </span>
  );
}

function Owner({ alert, now }: { alert: Alert; now: number }) {
  const word = useWord();
  const next = nextOf(alert);
  const level = (code: string | null) => (code ? named(word, 'alert_level', code) : '–');
  return (
    <span className={styles.more}>
      {alert.owner
        ? word('alert_owned', { user: alert.owner })
        : word('alert_at', { level: level(alert.level) })}{' '}
      {next && (
        <span className="number">
          {word(`alert_${next.what}`, {
            level: level(alert.next_level), time: duration(next.at - now),
          })}
        </span>
      )}
    </span>
  );
}

function Doings({ alert, own, onDone }: { alert: Alert; own: boolean; onDone: () => void }) {
  const word = useWord();
  const user = useSigned((signed) => signed.session?.user);
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState('');
  const ask = async (name: string, more: object = {}) => {
    if (pending) return;
    setPending(true);
    const reply = await command(name, { alert: alert.id, ...more });
    setPending(false);
    if (reply.status === 401) return sessionOver('session_over');
    setRefused(reply.status === 200 ? '' : refusal(reply, wordNow));
    if (reply.status === 200) say(wordNow('alert_done'));
    onDone();
  };
  const isMine = alert.owner !== null && alert.owner === user;
  return (
    <div className={styles.doings} aria-busy={pending}>
      {isMine
        ? !own && (
          <button type="button" className="button quiet" onClick={() => void ask('hand_back_alert')}>
            {word('alert_hand_back')}
          </button>
        )
        : (
          <button type="button" className="button quiet" onClick={() => void ask('acknowledge_alert')}>
            {word(own ? 'alert_known' : 'alert_acknowledge')}
          </button>
        )}
      {!own && (
        <>
          <button type="button" className="button quiet" onClick={() => void ask('resolve_alert')}>
            {word('alert_resolve')}
          </button>
          <label>
            <span className="unseen">{word('alert_snooze')}</span>
            <select
              className="field"
              value=""
              onChange={({ target }) =>
                void ask('snooze_alert', { lasts_s: Number(target.value) * 60 })}
            >
              <option value="" disabled>{word('alert_snooze')}</option>
              {SNOOZES_MIN.map((n) => (
                <option key={n} value={n}>{word('alert_snooze_for', { n })}</option>
              ))}
            </select>
          </label>
        </>
      )}
      {[true, false].map((useful) => (
        <button
          key={String(useful)}
          type="button"
          className="button quiet"
          aria-pressed={alert.useful === useful}
          onClick={() => void ask('mark_alert', { useful })}
        >
          {word(useful ? 'alert_useful' : 'alert_not_useful')}
        </button>
      ))}
      {refused !== '' && <p className={styles.refused} role="alert">{refused}</p>}
    </div>
  );
}
