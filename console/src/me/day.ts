// What a row of the agent's day says beside its own words.
import type { LifeRow } from '../api/rows.ts';

export function isShared(row: LifeRow): boolean {
  return row.agents.length > 1;
}

/** Of a contact that is over, what came behind its conversation; nothing while it goes on. */
export function wrapUpOf(row: LifeRow): number | undefined {
  if (row.closed_at === undefined) return undefined;
  const whole = Date.parse(row.closed_at) - Date.parse(row.arrived_at);
  return Math.max(0, whole - row.waited_ms - row.talked_ms);
}
