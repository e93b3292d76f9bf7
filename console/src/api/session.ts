// Who is signed in. Kept for this tab, so that a reload is no new sign-in.
import { create } from 'zustand';

import { call, parsed } from './call.ts';
import type { WordKey } from '../words/words.ts';

export interface Session {
  token: string;
  user: string;
  roles: string[];
}

interface Signed {
  session: Session | undefined;
  /** Why there is none any more. */
  over: WordKey | undefined;
}

const KEPT_AS = 'relevo.session'; // The live page reads it too.

function sessionOf(said: unknown): Session | undefined {
  const { token, user, roles } = said as Partial<Session>;
  if (!token || !user) return undefined;
  return { token, user, roles: Array.isArray(roles) ? roles : [] };
}

export const useSigned = create<Signed>(() => ({
  session: sessionOf(parsed(sessionStorage.getItem(KEPT_AS) ?? '{}')),
  over: undefined,
}));

export const session = (): Session | undefined => useSigned.getState().session;

export const isAgent = (signed: Session): boolean => signed.roles.includes('agent');

/** Nothing when signed in, else what to tell. */
export async function signIn(user: string, password: string): Promise<WordKey | undefined> {
  const { status, body } = await call('/sessions', { method: 'POST', body: { user, password } });
  const begun = status === 200 ? sessionOf(body) : undefined;
  if (begun) {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(begun));
    useSigned.setState({ session: begun, over: undefined });
    return undefined;
  }
  if (status === 0) return 'no_server';
  if (status === 429) return 'sign_in_too_many';
  return status >= 400 && status < 500 ? 'sign_in_wrong' : 'sign_in_failed';
}

/** The server has ended it, or it ended by time. */
export function sessionOver(why: WordKey): void {
  sessionStorage.removeItem(KEPT_AS);
  useSigned.setState({ session: undefined, over: why });
}

export function signOut(): void {
  const signed = session();
  if (!signed) return;
  void call('/sessions/current', { method: 'DELETE', token: signed.token });
  sessionOver('signed_out');
}
