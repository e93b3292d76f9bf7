// Indicators side by side; the one that is opened says its formula, its sums and how old it is.
import { useEffect, useId, useState } from 'react';

import type { Read } from '../api/read.ts';
import { useServerNow } from '../live/now.ts';
import { usePreferences } from '../look/preferences.ts';
import { whyNot } from '../shell/read_notice.tsx';
import { age, duration, timeOfDay, useWord } from '../words/words.ts';
import { type Indicator, readCatalogue, useCatalogue } from './catalogue.ts';
import type { Figures, FiguresRow } from './figures.ts';
import styles from './indicator_strip.module.css';
import { shownFigure } from './shown.ts';

interface Props {
  /** What the strip is, for who cannot see it. */
  label: string;
  /** In this order; those that the server does not know are left out. */
  names: readonly string[];
  /** How many of them are shown before somebody asks for all. */
  first: number;
  figures: Read<Figures>;
}

/** A line for each subject, with its code where there are several. */
export function IndicatorStrip({ label, names, first, figures }: Props) {
  const word = useWord();
  const { all, state } = useCatalogue();
  useEffect(() => void readCatalogue(), []);
  const known = names.flatMap((name) => all.get(name) ?? []);
  const isFailed = state === 'failed' || !['read', 'loading'].includes(figures.state);
  if (!figures.value || state !== 'read') {
    const why = `${word('figures_failed')} ${whyNot(word, figures.state, figures.why)}`;
    return <p className={styles.message} role="status">{isFailed ? why : word('loading')}</p>;
  }
  const { rows } = figures.value;
  return (
    <section className={styles.strip} aria-label={label} data-stale={isFailed}>
      {rows.length === 0 && <p className={styles.message}>{word('figures_none')}</p>}
      {rows.map((row) => (
        <Line
          key={row.of}
          label={rows.length > 1 ? `${label}: ${row.of}` : label}
          name={rows.length > 1 ? row.of : ''}
          indicators={known}
          first={first}
          row={row}
          at={figures.at}
        />
      ))}
      {isFailed && (
        <p className={styles.message} role="status">
          {word('figures_stale', { time: timeOfDay(figures.at) })}
        </p>
      )}
    </section>
  );
}

interface LineProps {
  label: string;
  name: string;
  indicators: readonly Indicator[];
  first: number;
  row: FiguresRow;
  at: number;
}

function Line({ label, name, indicators, first, row, at }: LineProps) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const [opened, setOpened] = useState('');
  const [all, setAll] = useState(false);
  const panel = useId();
  const open = indicators.find((one) => one.name === opened);
  return (
    <>
      <ul className={styles.figures} aria-label={label}>
        {name !== '' && <li className={styles.name}>{name}</li>}
        {indicators.slice(0, all ? undefined : first).map((one) => (
          <li key={one.name}>
            <button
              type="button"
              className={styles.figure}
              aria-expanded={one.name === opened}
              aria-controls={one.name === opened ? panel : undefined}
              onClick={() => setOpened(one.name === opened ? '' : one.name)}
            >
              <span className={styles.title}>{one.title[language]}</span>
              <b className="number">{shownFigure(one.unit, row.values[one.name], language)}</b>
            </button>
          </li>
        ))}
        {indicators.length > first && (
          <li>
            <button
              type="button"
              className={styles.more}
              aria-expanded={all}
              onClick={() => setAll(!all)}
            >
              {word(all ? 'figures_less' : 'figures_more', { n: indicators.length - first })}
            </button>
          </li>
        )}
      </ul>
      {open && (
        <div id={panel} className={styles.panel}>
          <Explained indicator={open} row={row} at={at} />
        </div>
      )}
    </>
  );
}

interface ExplainedProps {
  indicator: Indicator;
  row: FiguresRow;
  at: number;
}

function Explained({ indicator, row, at }: ExplainedProps) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  useServerNow();
  const sums = row.sums[indicator.name];
  const isTime = indicator.unit === 'ms' || indicator.formula.includes('time_');
  const amount = (us: number) => (isTime ? duration(us / 1000) : String(us));
  return (
    <>
      <p>{indicator.help[language]}</p>
      <p>
        <code>{indicator.formula}</code>
        {sums && 'part' in sums && (
          <span className="number">
            {' '}= {indicator.unit === 'per_hour' ? sums.part : amount(sums.part)} ÷{' '}
            {indicator.unit === 'ms' ? sums.whole : amount(sums.whole)}
          </span>
        )}
        {sums && 'count' in sums && (
          <span className="number"> {word('figures_of', { n: sums.count })}</span>
        )}
      </p>
      <p className={styles.window}>
        <span className="number">
          {word('figures_window', {
            from: timeOfDay(Date.parse(row.from)), to: timeOfDay(Date.parse(row.to)),
          })}
        </span>{' '}
        <span className="number">{word('figures_age', { age: age(Date.now() - at) })}</span>{' '}
        <span className="number">{word('figures_version', { n: indicator.version })}</span>
      </p>
    </>
  );
}
