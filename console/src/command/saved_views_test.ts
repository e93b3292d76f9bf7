// Views with a name: what is kept of them, and what a browser that was tampered with gives.
import { beforeEach, expect, it } from 'vitest';

import { keepViews, NAME_MAX, viewsOf, VIEWS_MAX, withView } from './saved_views.ts';

beforeEach(() => localStorage.clear());

it('keeps filters and sort under a name, not whose details are open', () => {
  const views = withView([], ' Norte ', { site: 'monterrey', sort: 'time', agent: '1001', wall: true });
  keepViews('s01', views);
  expect(viewsOf('s01')).toEqual([{ name: 'Norte', search: { site: 'monterrey', sort: 'time' } }]);
  expect(viewsOf('s02')).toEqual([]);
});

it('takes the place of one of the same name, and orders by name', () => {
  let views = withView([], 'b', { help: true });
  views = withView(views, 'a', {});
  views = withView(views, 'b', { text: 'x' });
  expect(views).toEqual([{ name: 'a', search: {} }, { name: 'b', search: { text: 'x' } }]);
});

it('keeps no more than there is room for, and none without a name', () => {
  let views = withView([], '  ', {});
  expect(views).toEqual([]);
  for (let n = 0; n <= VIEWS_MAX; n += 1) views = withView(views, `view ${n}`, {});
  expect(views.length).toBe(VIEWS_MAX);
  expect(withView([], 'x'.repeat(100), {})[0]?.name.length).toBe(NAME_MAX);
});

it('reads what is not ours as nothing', () => {
  for (const said of ['{', '7', '[null, 1, {"name": 5}, {"name": "a", "search": "b"}]']) {
    localStorage.setItem('relevo.views.s01', said);
    expect(viewsOf('s01')).toEqual([]);
  }
  localStorage.setItem('relevo.views.s01', '[{"name": "a", "search": {"sort": "nothing", "help": 1}}]');
  expect(viewsOf('s01')).toEqual([{ name: 'a', search: { help: true } }]);
});
