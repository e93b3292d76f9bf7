// What is asked for the people of a team, and what came of the last of it for each of them.
import { create } from 'zustand';

import { command, type Reply } from '../api/call.ts';
import { refusal } from '../api/refusal.ts';
import { session, sessionOver, useSigned } from '../api/session.ts';
import { keyOf, wordNow } from '../words/words.ts';

export interface Said {
  /** The command that waits for its answer. */
  pending?: string;
  /** Why the last one was not done, in words. */
  refused?: string;
  /** What the last one did, in words. */
  done?: string;
}

/** By whom it is about: an agent's code, or `team:CODE`. Only who was asked something is in it. */
export const useTeamAsked = create<Readonly<Record<string, Said>>>(() => ({}));

// Another session knows nothing of it, and does not wait for what this one had asked.
useSigned.subscribe((now, before) => {
  if (now.session !== before.session) useTeamAsked.setState({}, true);
});

/** Nobody looks any more at what came of it; what has no answer yet stays asked. */
export function forgetSaid(): void {
  const waiting = Object.entries(useTeamAsked.getState()).filter(([, said]) => said.pending);
  useTeamAsked.setState(Object.fromEntries(waiting), true);
}

const NOTHING: Said = {};

export const useSaidOf = (about: string): Said =>
  useTeamAsked((asked) => asked[about]) ?? NOTHING;

/** The agent's own words for a refusal say `you`; these are about somebody else. */
export function refusalOf(reply: Reply, name: string): string {
  const { reject } = reply.body as { reject?: string };
  const key = reject ? keyOf('other', reject) : undefined;
  return reply.status === 409 && key ? wordNow(key, { name }) : refusal(reply, wordNow);
}

interface Ask {
  /** Whom it is about, for `useSaidOf`, and how they are called. */
  about: string;
  name: string;
  command: string;
  body: object;
  /** What to say when it was done. */
  done?: (reply: Reply) => string;
}

/** True when it was done; the words are in `useSaidOf`. Pressed twice is asked once. */
export async function askFor(ask: Ask): Promise<boolean> {
  const { about } = ask;
  if (useTeamAsked.getState()[about]?.pending !== undefined) return false;
  const asker = session();
  useTeamAsked.setState({ [about]: { pending: ask.command } });
  const reply = await command(ask.command, ask.body);
  if (session() !== asker) return false;
  if (reply.status === 401) {
    sessionOver('session_over');
    return false;
  }
  const isDone = reply.status === 200;
  const done = isDone ? ask.done?.(reply) : undefined;
  const said = isDone ? { ...(done && { done }) } : { refused: refusalOf(reply, ask.name) };
  useTeamAsked.setState({ [about]: said });
  return isDone;
}
