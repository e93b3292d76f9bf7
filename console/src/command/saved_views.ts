// Views of the floor that a person has given a name: kept in this browser, one list a user.
import { type CommandSearch, searchOf } from './view.ts';

export interface SavedView {
  name: string;
  search: CommandSearch;
}

export const VIEWS_MAX = 20;
export const NAME_MAX = 40;

const keptAs = (user: string): string => `relevo.views.${user}`;

/** In the order of their names; none where what is kept is not ours, or damaged. */
export function viewsOf(user: string): SavedView[] {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(keptAs(user)) ?? '[]');
    return (Array.isArray(said) ? said : []).slice(0, VIEWS_MAX).flatMap(viewOfKept);
  } catch {
    return [];
  }
}

function viewOfKept(said: unknown): SavedView[] {
  const { name, search } = (said ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || name === '' || typeof search !== 'object') return [];
  return [{ name: name.slice(0, NAME_MAX), search: kept((search ?? {}) as CommandSearch) }];
}

/** Without whose details are open, and where it is shown. */
function kept(search: CommandSearch): CommandSearch {
  const { agent, wall, ...view } = searchOf({ ...search });
  return view;
}

/** Under that name, in the place of an older one; as they were when there are too many. */
export function withView(views: readonly SavedView[], name: string, search: CommandSearch): SavedView[] {
  const trimmed = name.trim().slice(0, NAME_MAX);
  const others = views.filter((view) => view.name !== trimmed);
  if (trimmed === '' || others.length >= VIEWS_MAX) return [...views];
  return [...others, { name: trimmed, search: kept(search) }]
    .sort((a, b) => a.name.localeCompare(b.name));
}

export function keepViews(user: string, views: readonly SavedView[]): void {
  localStorage.setItem(keptAs(user), JSON.stringify(views));
}
