// What of the floor is shown and in which order: the part of the address that says it.

export const SORTS = [
  'attention', 'id', 'name', 'team', 'site', 'state', 'time', 'queue', 'contact',
] as const;
export type Sort = (typeof SORTS)[number];

export interface View {
  states: readonly string[];
  /** Only those who need help. */
  help: boolean;
  queue: string;
  team: string;
  site: string;
  text: string;
  sort: Sort;
  /** The other way round. */
  reverse: boolean;
}

/** As in the address; what is as usual is left out. */
export interface CommandSearch {
  states?: string;
  help?: boolean;
  queue?: string;
  team?: string;
  site?: string;
  text?: string;
  sort?: Sort;
  reverse?: boolean;
  /** Whose details are open. */
  agent?: string;
  wall?: boolean;
}

const TEXT_MAX = 100;

const textOf = (said: unknown): string | undefined => {
  const text = typeof said === 'string' || typeof said === 'number' ? String(said) : '';
  return text === '' ? undefined : text.slice(0, TEXT_MAX);
};

const yesOf = (said: unknown): true | undefined =>
  said === true || said === 1 || said === 'true' ? true : undefined;

/** Whatever somebody wrote into the address. */
export function searchOf(said: Record<string, unknown>): CommandSearch {
  const found: { [Key in keyof CommandSearch]: CommandSearch[Key] | undefined } = {
    states: textOf(said['states']),
    help: yesOf(said['help']),
    queue: textOf(said['queue']),
    team: textOf(said['team']),
    site: textOf(said['site']),
    text: textOf(said['text']),
    sort: SORTS.find((sort) => sort === said['sort'] && sort !== 'attention'),
    reverse: yesOf(said['reverse']),
    agent: textOf(said['agent']),
    wall: yesOf(said['wall']),
  };
  const entries = Object.entries(found).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as CommandSearch;
}

export function viewOf(search: CommandSearch): View {
  return {
    states: search.states?.split(',').filter((state) => state !== '') ?? [],
    help: search.help ?? false,
    queue: search.queue ?? '',
    team: search.team ?? '',
    site: search.site ?? '',
    text: search.text ?? '',
    sort: search.sort ?? 'attention',
    reverse: search.reverse ?? false,
  };
}
