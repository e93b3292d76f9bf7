// The day in tables: one is chosen, for a day, and can be taken along as a file.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';

import { useRead } from '../api/read.ts';
import { dayOf } from '../contacts/search.ts';
import { useServerNow } from '../live/now.ts';
import { usePreferences } from '../look/preferences.ts';
import { PageFrame } from '../shell/page_frame.tsx';
import { Empty, Stale, whyNot } from '../shell/read_notice.tsx';
import { age, useWord } from '../words/words.ts';
import type { Report, ReportForm } from './report.ts';
import { ReportTable } from './report_table.tsx';
import styles from './reports.module.css';
import { saveReport } from './save_report.ts';
import { firstDay, pathOf, type Search, STEPS } from './search.ts';

const route = getRouteApi('/reports');

export function ReportsPage() {
  const word = useWord();
  const search = route.useSearch();
  const [forms, again] = useRead<{ rows: ReportForm[] }>('/reports');
  const rows = forms.value?.rows ?? [];
  const form = rows.find(({ name }) => name === search.report) ?? rows[0];
  return (
    <PageFrame title={word('page.reports')}>
      <div className={styles.page}>
        {form && <Choice forms={rows} form={form} search={search} />}
        {form && <Shown key={form.name} form={form} search={search} />}
        {!form && forms.state === 'loading' && (
          <p className={styles.message} role="status">{word('loading')}</p>
        )}
        {!form && forms.state !== 'loading' && (
          <Empty title={word('reports_refused')} text={whyNot(word, forms.state, forms.why)}
            onAgain={again} />
        )}
      </div>
    </PageFrame>
  );
}

interface ChoiceProps {
  forms: readonly ReportForm[];
  form: ReportForm;
  search: Search;
}

function Choice({ forms, form, search }: ChoiceProps) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const navigate = useNavigate();
  const { day, step, ...others } = search;
  const choose = (chosen: Search) => void navigate({ to: '/reports', search: chosen });
  const withStep = step ? { step } : {};
  const onDay = (chosen: string) =>
    choose({ ...others, ...withStep, ...(chosen === '' ? {} : { day: chosen }) });
  const today = dayOf(new Date());
  return (
    <search className={styles.bar} aria-label={word('reports_choice')}>
      <label className={styles.label} data-wide="true">
        {word('report')}
        <select className="field" value={form.name}
          onChange={(event) => choose({ ...search, report: event.target.value })}>
          {forms.map(({ name, title }) => <option key={name} value={name}>{title[language]}</option>)}
        </select>
      </label>
      <button type="button" className="button" aria-pressed={day === undefined}
        onClick={() => onDay('')}>
        {word('filter_today')}
      </button>
      <button type="button" className="button" aria-pressed={day === 'yesterday'}
        onClick={() => onDay('yesterday')}>
        {word('filter_yesterday')}
      </button>
      <label className={styles.label}>
        {word('reports_day')}
        <input type="date" className="field" min={firstDay()} max={today}
          value={day === 'yesterday' ? '' : day ?? ''}
          onChange={(event) => onDay(event.target.value)} />
      </label>
      {form.has_steps && (
        <label className={styles.label}>
          {word('reports_step')}
          <select className="field" value={step ?? '30m'}
            onChange={(event) => choose({ ...search, step: event.target.value as (typeof STEPS)[number] })}>
            {STEPS.map((one) => <option key={one} value={one}>{word(`reports_step.${one}`)}</option>)}
          </select>
        </label>
      )}
      <p className={styles.help}>{form.help[language]}</p>
    </search>
  );
}

function Shown({ form, search }: { form: ReportForm; search: Search }) {
  const word = useWord();
  const asked = form.has_steps ? search : { ...search, step: undefined };
  const { day, step } = asked;
  const chosen: Search = { ...(day ? { day } : {}), ...(step ? { step } : {}) };
  const [{ state, value, at, why }, again] = useRead<Report>(pathOf(form.name, chosen));
  if (!value && state === 'loading') {
    return <p className={styles.message} role="status">{word('loading')}</p>;
  }
  if (!value) {
    return <Empty title={word('reports_refused')} text={whyNot(word, state, why)} onAgain={again} />;
  }
  const isOld = state !== 'read';
  return (
    <section className={styles.found} aria-label={word('report')}>
      {isOld && <Stale at={at} onAgain={again} />}
      {value.rows.length > 0
        ? <ReportTable report={value} day={dayIn(value)} isOld={isOld} />
        : <Empty title={word('reports_nothing')} text={word('reports_nothing_text')} />}
      <Foot report={value} at={at} onAgain={again} chosen={chosen} />
    </section>
  );
}

/** The day on which the report begins, by its own clocks. */
function dayIn({ from, time_zone: timeZone }: Report): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(Date.parse(from));
}

interface FootProps {
  report: Report;
  at: number;
  onAgain: () => void;
  chosen: Search;
}

function Foot({ report, at, onAgain, chosen }: FootProps) {
  const word = useWord();
  useServerNow();
  return (
    <footer className={styles.foot}>
      <p className="number" role="status">{word('reports_rows', { n: report.rows.length })}</p>
      <p>{word('reports_zone', { zone: report.time_zone })}</p>
      <Files report={report} chosen={chosen} />
      <p className="number">{word('list_age', { age: age(Date.now() - at) })}</p>
      <button type="button" className="button" onClick={onAgain}>{word('list_again')}</button>
    </footer>
  );
}

function Files({ report, chosen }: { report: Report; chosen: Search }) {
  const word = useWord();
  const lang = usePreferences((preferences) => preferences.language);
  const [saving, setSaving] = useState<'csv' | 'xlsx'>();
  const [failed, setFailed] = useState(false);
  const save = async (format: 'csv' | 'xlsx') => {
    setSaving(format);
    const state = await saveReport(pathOf(report.name, chosen, { format, lang }));
    setFailed(state !== 'read');
    setSaving(undefined);
  };
  const button = (format: 'csv' | 'xlsx', text: string) => (
    <button type="button" className="button" aria-disabled={saving !== undefined}
      onClick={() => saving === undefined && void save(format)}>
      <Download size={15} aria-hidden="true" />
      {saving === format ? word('loading') : text}
    </button>
  );
  return (
    <div className={styles.files}>
      {button('xlsx', 'Excel')}
      {button('csv', 'CSV')}
      <p className={styles.wrong} role="alert">{failed && word('reports_not_saved')}</p>
    </div>
  );
}
