// What is looked for: each choice goes into the address at once.
import { useNavigate } from '@tanstack/react-router';
import { Search as Magnifier, X } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';

import { session } from '../api/session.ts';
import { useNames } from '../live/names.ts';
import { usePreferences } from '../look/preferences.ts';
import { useWord } from '../words/words.ts';
import { useDispositions } from '../work/dispositions.ts';
import styles from './filters.module.css';
import { isTyping } from './keys.ts';
import { dayOf, ENDS, numberIn, phoneIn, type Search } from './search.ts';

const AGENT_OPTIONS_MAX = 2000; // More are found by their code.

export function Filters({ search }: { search: Search }) {
  const word = useWord();
  const navigate = useNavigate();
  const choose = (chosen: Search) => void navigate({ to: '/contacts', search: chosen });
  const change = (key: keyof Search, value: string) => {
    const { [key]: _, ...others } = search;
    choose(value === '' ? others : ({ ...others, [key]: value } as Search));
  };
  const queues = useNames((names) => names.queues);
  const listed = search.queue && !queues.includes(search.queue) ? [search.queue, ...queues] : queues;
  const seesOthers = session()?.roles.some((role) => role !== 'agent') ?? false;
  return (
    <search className={styles.bar} aria-label={word('contacts_search')}>
      <ByNumber phone={search.number ?? ''} onChoose={(number) => change('number', number)} />
      <label className={styles.label}>
        {word('filter_queue')}
        <select
          className="field"
          value={search.queue ?? ''}
          onChange={(event) => change('queue', event.target.value)}
        >
          <option value="">{word('filter_all')}</option>
          {listed.map((queue) => <option key={queue} value={queue}>{queue}</option>)}
        </select>
      </label>
      {seesOthers && (
        <ByAgent agent={search.agent ?? ''} onChoose={(agent) => change('agent', agent)} />
      )}
      <label className={styles.label}>
        {word('filter_end')}
        <select
          className="field"
          value={search.end ?? ''}
          onChange={(event) => change('end', event.target.value)}
        >
          <option value="">{word('filter_all_ends')}</option>
          {ENDS.map((end) => <option key={end} value={end}>{word(`end.${end}`)}</option>)}
        </select>
      </label>
      <ByOutcome outcome={search.outcome ?? ''} onChoose={(code) => change('outcome', code)} />
      <Days search={search} onChange={change} onChoose={choose} />
      {Object.keys(search).length > 0 && (
        <button type="button" className="button quiet" onClick={() => choose({})}>
          <X size={15} aria-hidden="true" />
          {word('filter_clear')}
        </button>
      )}
    </search>
  );
}

interface NumberProps {
  /** That is looked for. */
  phone: string;
  onChoose: (phone: string) => void;
}

/** A contact's number goes straight to it; a telephone shows the contacts of who called from it. */
function ByNumber({ phone, onChoose }: NumberProps) {
  const word = useWord();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const open = (event: FormEvent) => {
    event.preventDefault();
    const typed = field.current?.value ?? '';
    const id = numberIn(typed);
    const found = phoneIn(typed);
    const isNothing = typed.trim() === '';
    setWrong(!isNothing && id === undefined && found === undefined);
    if (id !== undefined) void navigate({ to: '/contacts/$id', params: { id: String(id) } });
    else if (found !== undefined || isNothing) onChoose(found ?? '');
  };
  return (
    <form className={styles.number} onSubmit={open} noValidate>
      <label className={styles.label}>
        {word('contacts_number')}
        <input
          key={phone}
          ref={field}
          className="field"
          inputMode="tel"
          autoComplete="off"
          maxLength={24}
          defaultValue={phone}
          placeholder={word('contacts_number_hint')}
          aria-keyshortcuts="/"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'number-wrong' : undefined}
        />
      </label>
      <button type="submit" className="button icon" aria-label={word('contacts_open')}>
        <Magnifier size={16} aria-hidden="true" />
      </button>
      <p id="number-wrong" className={styles.wrong} role="alert">
        {isWrong && word('contacts_number_wrong')}
      </p>
    </form>
  );
}

/** By name or code; what is typed counts when it is one of them, or on Enter. */
function ByAgent({ agent, onChoose }: { agent: string; onChoose: (agent: string) => void }) {
  const word = useWord();
  const agents = useNames((names) => names.agents);
  const options = [...agents].slice(0, AGENT_OPTIONS_MAX);
  const codeOf = (text: string) => options.find(([, name]) => name === text)?.[0];
  const [typed, setTyped] = useState<string>(); // While it is no choice yet.
  useEffect(() => setTyped(undefined), [agent]);
  return (
    <label className={styles.label} data-wide="true">
      {word('filter_agent')}
      <input
        className="field"
        list="agents"
        autoComplete="off"
        maxLength={64}
        placeholder={word('filter_agent_hint')}
        value={typed ?? agents.get(agent) ?? agent}
        onChange={(event) => {
          const text = event.target.value;
          const code = text === '' ? '' : codeOf(text);
          setTyped(code === agent ? undefined : text);
          if (code !== undefined) onChoose(code);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          const text = event.currentTarget.value.trim();
          onChoose(codeOf(text) ?? text);
        }}
      />
      <datalist id="agents">
        {options.map(([code, name]) => <option key={code} value={name}>{code}</option>)}
      </datalist>
    </label>
  );
}

/** Also what is retired: older contacts have it. Without any in the operation there is no field. */
function ByOutcome({ outcome, onChoose }: { outcome: string; onChoose: (code: string) => void }) {
  const word = useWord();
  const language = usePreferences((preferences) => preferences.language);
  const rows = useDispositions((dispositions) => dispositions.rows);
  const isListed = outcome === '' || rows.some((row) => row.id === outcome);
  if (rows.length === 0 && isListed) return null;
  return (
    <label className={styles.label}>
      {word('dispositions')}
      <select
        className="field"
        value={outcome}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{word('filter_all')}</option>
        {!isListed && <option value={outcome}>{outcome}</option>}
        {rows.map((row) => <option key={row.id} value={row.id}>{row.name[language]}</option>)}
      </select>
    </label>
  );
}

interface DaysProps {
  search: Search;
  onChange: (key: 'from' | 'to', value: string) => void;
  onChoose: (search: Search) => void;
}

function Days({ search, onChange, onChoose }: DaysProps) {
  const word = useWord();
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const field = (key: 'from' | 'to') => (
    <label className={styles.label}>
      {word(`filter_${key}`)}
      <input
        type="date"
        className="field"
        value={search[key] ?? ''}
        max={dayOf(today)}
        onChange={(event) => onChange(key, event.target.value)}
      />
    </label>
  );
  const one = (text: 'filter_today' | 'filter_yesterday', day: string) => {
    const isOn = search.from === day && search.to === day;
    const { from: _from, to: _to, ...others } = search;
    return (
      <button
        type="button"
        className="button"
        aria-pressed={isOn}
        onClick={() => onChoose(isOn ? others : { ...others, from: day, to: day })}
      >
        {word(text)}
      </button>
    );
  };
  return (
    <>
      {field('from')}
      {field('to')}
      {one('filter_today', dayOf(today))}
      {one('filter_yesterday', dayOf(yesterday))}
    </>
  );
}
