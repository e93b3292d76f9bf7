// The grid's pool: only rows in sight have elements, and only what differs is painted.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { nextPlace } from './agent_grid.tsx';
import { Columns, type NameLists, STRIDE } from './columns.ts';
import { NOW } from './floor_testing.ts';
import { CELLS, Grid } from './grid.ts';

const ROWS = 15_000;
const HEIGHT = 600; // 20 rows of 30.
const names: NameLists = {
  states: ['', 'ready', 'talking'], kinds: [''], teams: ['', 'equipo-1'], sites: [''], queues: ['', 'soporte'],
};
let now = NOW;
let frames: FrameRequestCallback[] = [];
let grid: Grid;
let columns: Columns;
let scroller: HTMLElement;
let body: HTMLElement;

const frame = () => frames.splice(0).forEach((paint) => paint(0));
const rows = () => [...body.querySelectorAll('[role=row]')];
const textOf = (place: number) =>
  rows().find((row) => row.getAttribute('aria-rowindex') === String(place + 2))?.textContent;

beforeEach(() => {
  frames = [];
  now = NOW;
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (paint: FrameRequestCallback) => frames.push(paint));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  scroller = document.createElement('div');
  body = document.createElement('div');
  scroller.style.setProperty('--grid-row', '30px');
  scroller.append(body);
  document.body.replaceChildren(scroller);
  Object.defineProperty(scroller, 'clientHeight', { value: HEIGHT });
  columns = new Columns({
    ids: Array.from({ length: ROWS }, (_, row) => String(row)),
    names: Array.from({ length: ROWS }, (_, row) => `Agente ${row}`),
    teams: new Uint16Array(ROWS).fill(1),
    sites: new Uint16Array(ROWS),
  });
  columns.state.fill(1);
  columns.since.fill(NOW - 1000);
  grid = new Grid({
    scroller,
    body,
    classes: Object.fromEntries(['row', ...CELLS].map((name) => [name, name])) as never,
    words: { state: (state) => state, attention: (name) => name, duration: (ms) => `${ms} ms` },
    now: () => now,
  });
  grid.columnsAre(columns, names);
  grid.orderIs(Uint32Array.from({ length: ROWS }, (_, row) => row));
  frame();
});

afterEach(() => {
  grid.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('has elements for what is in sight alone', () => {
  expect(rows().length).toBe(28);
  expect(body.style.height).toBe(`${ROWS * 30}px`);
  expect(textOf(0)).toBe('Agente 00equipo-1ready1000 ms');
});

it('paints a row that changes, and no other', () => {
  const before = grid.painted;
  const packed = new Float64Array(STRIDE);
  packed.set([3, 2, 0, NOW - 1000, 77, 1, 0]);
  columns.take(packed);
  grid.changed();
  frame();
  expect(grid.painted).toBe(before + 1);
  expect(textOf(3)).toBe('Agente 33equipo-1talking1000 mssoporte77');
});

it('paints nothing for a change out of sight', () => {
  const before = grid.painted;
  columns.take(Float64Array.from([9000, 2, 0, NOW, 77, 1, 0]));
  grid.changed();
  frame();
  expect(grid.painted).toBe(before);
});

it('runs its clocks by itself', () => {
  now += 1000;
  vi.advanceTimersByTime(1000);
  frame();
  expect(textOf(0)).toContain('2000 ms');
});

it('shows other rows where it is scrolled to, in the same elements', () => {
  const before = new Set(rows());
  scroller.scrollTop = 9000 * 30;
  scroller.dispatchEvent(new Event('scroll'));
  frame();
  expect(textOf(9000)).toContain('Agente 9000');
  expect(rows().every((row) => before.has(row))).toBe(true);
});

it('follows the row that keys act on, wherever the order puts it', () => {
  grid.activate(500, true);
  frame();
  const active = () => scroller.querySelector('[aria-selected=true]');
  expect(active()?.textContent).toContain('Agente 500');
  expect(scroller.getAttribute('aria-activedescendant')).toBe(active()?.id);
  expect(scroller.scrollTop).toBeGreaterThan(0);
  grid.orderIs(Uint32Array.from([1, 500]));
  frame();
  expect(active()?.getAttribute('aria-rowindex')).toBe('3');
  grid.orderIs(Uint32Array.from([1]));
  frame();
  expect(rows().length).toBe(1);
  expect(scroller.hasAttribute('aria-activedescendant')).toBe(false);
});

it('moves by keys, and not over the ends', () => {
  const on = { length: 100, pageRows: 20 };
  expect(nextPlace('ArrowDown', -1, on)).toBe(0);
  expect(nextPlace('ArrowDown', 99, on)).toBe(99);
  expect(nextPlace('ArrowUp', 0, on)).toBe(0);
  expect(nextPlace('PageDown', 90, on)).toBe(99);
  expect(nextPlace('PageUp', 30, on)).toBe(10);
  expect(nextPlace('Home', 30, on)).toBe(0);
  expect(nextPlace('End', 30, on)).toBe(99);
  expect(nextPlace('x', 30, on)).toBeUndefined();
  expect(nextPlace('End', 30, { length: 0, pageRows: 20 })).toBeUndefined();
});
