// Why an agent cannot sign out now: somebody would be left alone, or something lost.
import type { AgentRow } from '../api/rows.ts';
import type { WordKey } from '../words/words.ts';
import { contactsWithDraft, type Draft } from './drafts.ts';

export function mayNotLeave(
  agent: AgentRow | undefined,
  drafts: Readonly<Record<string, Draft>>,
): WordKey | undefined {
  if (!agent) return undefined;
  if (agent.contact !== null && agent.state !== 'wrap_up') return 'sign_out_in_call';
  return contactsWithDraft(agent.id, drafts).length > 0 ? 'sign_out_unsent' : undefined;
}
