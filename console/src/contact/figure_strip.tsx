// The times of a contact in one strip; what still runs ticks.
import type { WholeContact } from '../api/contact_rows.ts';
import { useDesk } from '../live/desk.ts';
import { useServerNow } from '../live/now.ts';
import { waitTone } from '../look/states.ts';
import { duration, useWord, type WordKey } from '../words/words.ts';
import styles from './contact.module.css';
import { figuresOf } from './figures.ts';

const WAITING = new Set(['arrived', 'self_service', 'queued', 'offered']);

function targetOf({ events }: WholeContact): number {
  return events.findLast(({ target_ms: target }) => target !== undefined)?.target_ms ?? 0;
}

interface Props {
  contact: WholeContact;
  /** By this machine's clock. */
  readAt: number;
}

export function FigureStrip({ contact, readAt }: Props) {
  const word = useWord();
  const now = useServerNow();
  const offset = useDesk((desk) => desk.clockOffset);
  const times = figuresOf(contact, now);
  const sinceRead = Math.max(0, now - offset - readAt);
  const waited = times.waited + (WAITING.has(contact.state) ? sinceRead : 0);
  const target = targetOf(contact);
  const figure = (key: WordKey, ms: number, tone = 'plain', beside = '') => (
    <div className={styles.figure} data-tone={tone}>
      <dt>{word(key)}</dt>
      <dd className="number">
        <b>{duration(ms)}</b>
        {beside && <span>{beside}</span>}
      </dd>
    </div>
  );
  return (
    <dl className={styles.figures} aria-label={word('figures')}>
      {figure(
        'figure_waited', waited,
        target > 0 ? waitTone(waited, target) : 'plain',
        target > 0 ? word('figure_target', { time: duration(target) }) : '',
      )}
      {figure('figure_talked', times.talked)}
      {figure('figure_held', times.held)}
      {figure('figure_wrap_up', times.wrapUp)}
      {figure('figure_whole', times.whole)}
    </dl>
  );
}
