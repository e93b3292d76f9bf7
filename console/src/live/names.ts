// Names of agents and queues in sight, for pages that are not about the board.
import { create } from 'zustand';

import { read } from '../api/read.ts';
import { useSigned } from '../api/session.ts';
import type { AgentRow, QueueRow } from '../api/rows.ts';

interface Names {
  agents: ReadonlyMap<string, string>;
  queues: readonly string[];
  at: number;
}

const NOTHING: Names = { agents: new Map(), queues: [], at: 0 };
const OLD_MS = 5 * 60_000;

export const useNames = create<Names>(() => NOTHING);

// Another user sees others.
useSigned.subscribe((now, before) => {
  if (now.session !== before.session) useNames.setState(NOTHING, true);
});

/** Once in a while; pages show codes until names are here. */
export async function readNames(): Promise<void> {
  if (Date.now() - useNames.getState().at < OLD_MS) return;
  useNames.setState({ at: Date.now() });
  const { value } = await read<{ agents: AgentRow[]; queues: QueueRow[] }>('/board');
  if (!value) return useNames.setState({ at: 0 });
  useNames.setState({
    agents: new Map(value.agents.map((row) => [row.id, row.name])),
    queues: value.queues.map((row) => row.id).sort(),
  });
}

/** The name, or the code of who is out of sight. */
export function nameOf(agents: ReadonlyMap<string, string>, code: string): string {
  return agents.get(code) ?? code;
}
