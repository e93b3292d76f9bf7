// The part of the address that says which team, and whose day is open.

export interface TeamSearch {
  team?: string;
  agent?: string;
}

/** Whatever somebody wrote into the address. */
export function teamSearchOf(said: Record<string, unknown>): TeamSearch {
  const found: TeamSearch = {};
  for (const name of ['team', 'agent'] as const) {
    const value = said[name];
    if (typeof value === 'string' || typeof value === 'number') found[name] = String(value);
  }
  return found;
}
