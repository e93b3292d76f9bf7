// The frame of the live grid: head with its sorts, keys, pointer; rows are painted by grid.ts.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { serverNow } from '../live/desk.ts';
import { usePreferences } from '../look/preferences.ts';
import { duration, named, useWord, type Word } from '../words/words.ts';
import type { FloorLink } from './floor_link.ts';
import { useFloor } from './floor_link.ts';
import { CELLS, Grid, type GridWords } from './grid.ts';
import { type Sort, SORTS, type View } from './view.ts';
import styles from './agent_grid.module.css';

interface Props {
  link: FloorLink;
  view: View;
  wall: boolean;
  /** Whose details are open; empty: nobody's. */
  agent: string;
  onOpen: (agent: string) => void;
  onSort: (sort: Sort) => void;
}

const isSort = (name: string): name is Sort => SORTS.some((sort) => sort === name);

/** As the style sheet names it: `cellTeam`. */
function classOf(name: string): string {
  const cell = `cell${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return styles[name === 'row' ? name : cell] ?? '';
}

function gridWords(word: Word): GridWords {
  return {
    state: (state, kind) =>
      state === 'break' && kind !== '' && kind !== 'none'
        ? named(word, 'kind', kind)
        : named(word, 'agent', state),
    attention: (attention) => named(word, 'attention', attention),
    duration,
  };
}

export function AgentGrid({ link, view, wall, agent, onOpen, onSort }: Props) {
  const word = useWord();
  const density = usePreferences((preferences) => preferences.density);
  const { shown, total } = useFloor();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [grid, setGrid] = useState<Grid>();

  useEffect(() => {
    if (!scroller.current || !body.current) return undefined;
    const classes = Object.fromEntries(
      ['row', ...CELLS].map((name) => [name, classOf(name)]),
    ) as Record<'row' | (typeof CELLS)[number], string>;
    const made = new Grid({
      scroller: scroller.current,
      body: body.current,
      classes,
      words: gridWords(word),
      now: serverNow,
    });
    link.paintBy(made);
    setGrid(made);
    return () => {
      link.paintBy(undefined);
      made.stop();
    };
    // The words are given to the same grid below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [link]);

  useEffect(() => grid?.useWords(gridWords(word)), [grid, word]);
  useEffect(() => grid?.measure(), [grid, density, wall]);
  const active = useRef(-1);
  const wasOpen = useRef('');
  useEffect(() => {
    if (agent !== '') {
      active.current = link.columns.people.ids.indexOf(agent);
      grid?.activate(active.current, false);
    } else if (wasOpen.current !== '') {
      scroller.current?.focus({ preventScroll: true }); // Back to where the drawer came from.
    }
    wasOpen.current = agent;
  }, [grid, agent, link, total]);

  const activate = (row: number, inSight: boolean) => {
    active.current = row;
    grid?.activate(row, inSight);
  };
  const open = (row: number) => {
    const id = link.columns.people.ids[row];
    if (id !== undefined) onOpen(id);
  };

  const onKey = (event: KeyboardEvent) => {
    if (!grid || event.target !== scroller.current) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault(); // Else it presses what the drawer focuses.
      open(active.current);
      return;
    }
    const place = nextPlace(event.key, grid.placeOf(active.current), grid);
    if (place === undefined) return;
    event.preventDefault();
    activate(grid.rowAt(place), true);
  };

  // Nothing moves under the pointer, and nothing under the keys.
  const hold = (held: boolean) => link.hold(held);
  return (
    <div
      role="grid"
      tabIndex={0}
      ref={scroller}
      className={styles.grid}
      data-wall={wall}
      data-slides
      aria-label={word('floor_agents')}
      aria-rowcount={shown + 1}
      aria-colcount={CELLS.length}
      onKeyDown={onKey}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(document.activeElement === scroller.current)}
      onFocus={(event) => {
        if (event.target !== scroller.current) return;
        hold(true);
        if (active.current < 0 && grid) activate(grid.rowAt(0), false);
      }}
      onBlur={() => hold(false)}
      onClick={(event) => {
        const row = grid?.rowOf(event.target) ?? -1;
        if (row < 0) return;
        activate(row, false);
        open(row);
      }}
    >
      <div role="rowgroup" className={styles.headGroup}>
        <div role="row" className={styles.head} aria-rowindex={1}>
          {CELLS.map((name, column) => (
            <div
              key={name}
              role="columnheader"
              aria-colindex={column + 1}
              aria-sort={sortOf(name)}
              className={classOf(name)}
            >
              <button type="button" onClick={() => isSort(name) && onSort(name)}>
                {word(`column.${name}`)}
                {view.sort === name && (
                  <span aria-hidden="true">{view.reverse ? ' ↑' : ' ↓'}</span>
                )}
              </button>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className={styles.body} hidden={shown === 0} />
    </div>
  );

  function sortOf(name: string): 'ascending' | 'descending' | 'none' {
    if (view.sort !== name) return 'none';
    return view.reverse ? 'descending' : 'ascending';
  }
}

/** Where a key leads from that place; nothing for another key, or where there is no row. */
export function nextPlace(
  key: string, from: number, { length, pageRows }: { length: number; pageRows: number },
): number | undefined {
  if (length === 0) return undefined;
  const within = (place: number) => Math.max(0, Math.min(length - 1, place));
  switch (key) {
    case 'ArrowDown':
      return within(from + 1);
    case 'ArrowUp':
      return within(from < 0 ? 0 : from - 1);
    case 'PageDown':
      return within(Math.max(0, from) + pageRows);
    case 'PageUp':
      return within(from - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}
