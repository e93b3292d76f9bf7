// The rows of a report: by any of its columns, and no more of them than a page shows at once.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';

import { usePreferences } from '../look/preferences.ts';
import { useWord } from '../words/words.ts';
import { isNumber, type Order, ordered, type Report, shownValue } from './report.ts';
import styles from './reports.module.css';

const ROWS_MAX = 500;

interface Props {
  report: Report;
  /** The day that is asked for, YYYY-MM-DD, by the report's own clocks. */
  day: string;
  isOld: boolean;
}

export function ReportTable({ report, day, isOld }: Props) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const [order, setOrder] = useState<Order>();
  const rows = useMemo(() => ordered(report.rows, order), [report, order]);
  const { columns } = report;
  const turn = (column: number) =>
    setOrder((now) => {
      const first = isNumber(columns[column]?.kind ?? 'text');
      if (now?.column !== column) return { column, down: first };
      return now.down === first ? { column, down: !first } : undefined;
    });
  return (
    <>
      <div className={styles.scroll} data-stale={isOld} data-slides tabIndex={0} role="region"
        aria-label={word('reports_table')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column.name}
                  scope="col"
                  data-number={isNumber(column.kind)}
                  aria-sort={order?.column !== index ? 'none' : order.down ? 'descending' : 'ascending'}
                >
                  <button type="button" className={styles.heading} onClick={() => turn(index)}>
                    {column.title[language]}
                    {order?.column === index && <Arrow down={order.down} />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_MAX).map((row, at) => (
              <tr key={at}>
                {columns.map(({ name, kind }, index) => (
                  <td key={name} className={kind === 'text' ? undefined : 'number'}
                    data-number={isNumber(kind)}>
                    {shownValue(row[index] ?? null, kind, day, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS_MAX && (
        <p className={styles.more} role="status">
          {word('reports_more', { n: ROWS_MAX, all: rows.length })}
        </p>
      )}
    </>
  );
}

const Arrow = ({ down }: { down: boolean }) =>
  down ? <ArrowDown size={13} aria-hidden="true" /> : <ArrowUp size={13} aria-hidden="true" />;
