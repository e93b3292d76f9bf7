// Who is signed in. Where a browser keeps the server's cookie no script has the token; elsewhere it
// is kept for this tab, so that a reload is no new sign-in.
import { create } from 'zustand';

import { askAs, type Asker, call, parsed } from './call.ts';
import type { WordKey } from '../words/words.ts';

export interface Session extends Asker {
  roles: string[];
}

interface Signed {
  session: Session | undefined;
  /** Why there is none any more. */
  over: WordKey | undefined;
}

const HAS_COOKIE = 'relevo.has_cookie'; // Scripts cannot see it: what is worth asking for.
const KEPT_AS = 'relevo.session';

/** A `__Host-` cookie is kept of what came by TLS, or from this machine. */
const keepsCookie =
  location.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

function sessionOf(said: unknown): Session | undefined {
  const { token, user, roles } = said as Partial<Session>;
  if (!user || !(token || keepsCookie)) return undefined;
  return { ...(token ? { token } : {}), user, roles: Array.isArray(roles) ? roles : [] };
}

export const useSigned = create<Signed>(() => ({ session: undefined, over: undefined }));

export function begin(session: Session): void {
  sessionStorage.setItem(KEPT_AS, JSON.stringify(session));
  if (keepsCookie) localStorage.setItem(HAS_COOKIE, 'yes');
  askAs(session);
  useSigned.setState({ session, over: undefined });
}

/** Before the first page: this tab may only have been loaded anew. */
export function recallSession(): void {
  const kept = sessionOf(parsed(sessionStorage.getItem(KEPT_AS) ?? '{}'));
  if (kept) begin(kept);
}

/** Whom this browser is signed in as, in another tab or before it was closed; if that is one. */
export async function sessionElsewhere(): Promise<Session | undefined> {
  if (!keepsCookie || !localStorage.getItem(HAS_COOKIE)) return undefined;
  const { status, body } = await call('/me');
  if (status === 401) localStorage.removeItem(HAS_COOKIE);
  return status === 200 ? sessionOf(body) : undefined;
}

export const session = (): Session | undefined => useSigned.getState().session;

export const isAgent = (signed: Session): boolean => signed.roles.includes('agent');

/** Sees more of the floor than an own desk. */
export const seesOthers = (signed: Session): boolean =>
  !isAgent(signed) || signed.roles.some((role) => role !== 'agent');

const LISTENERS = ['coordinator', 'supervisor', 'director', 'quality', 'admin'];
const SPEAKERS = ['coordinator', 'supervisor', 'director', 'admin'];

const COMMANDERS = ['coordinator', 'supervisor', 'admin'];

const hasOneOf = (signed: Session, roles: readonly string[]): boolean =>
  signed.roles.some((role) => roles.includes(role));

/** Some conversations; the server knows which. */
export const mayListen = (signed: Session): boolean => hasOneOf(signed, LISTENERS);
export const maySpeakInto = (signed: Session): boolean => hasOneOf(signed, SPEAKERS);

/** Sends messages and changes the states of those whom the server says they are above. */
export const mayCommand = (signed: Session): boolean => hasOneOf(signed, COMMANDERS);

/** Coordinates teams, and sees nobody else's. */
export const isOfTeams = (signed: Session): boolean =>
  signed.roles.every((role) => role === 'coordinator' || role === 'agent') && !isOnlyAgent(signed);

const isOnlyAgent = (signed: Session): boolean => signed.roles.every((role) => role === 'agent');

/** Nothing when signed in, else what to tell. */
export async function signIn(user: string, password: string): Promise<WordKey | undefined> {
  const cookie = keepsCookie ? { cookie: true } : {};
  const { status, body } = await call('/sessions', {
    method: 'POST',
    body: { user, password, ...cookie },
  });
  const begun = status === 200 ? sessionOf(body) : undefined;
  if (begun) {
    begin(begun);
    return undefined;
  }
  if (status === 0) return 'no_server';
  if (status === 429) return 'sign_in_too_many';
  return status >= 400 && status < 500 ? 'sign_in_wrong' : 'sign_in_failed';
}

/** The server has ended it, or it ended by time. */
export function sessionOver(why: WordKey): void {
  sessionStorage.removeItem(KEPT_AS);
  askAs(undefined);
  useSigned.setState({ session: undefined, over: why });
}

/** Here at once; what the server made of it is told when it has answered. */
export async function signOut(): Promise<void> {
  if (!session()) return;
  const asked = call('/sessions/current', { method: 'DELETE' });
  localStorage.removeItem(HAS_COOKIE); // Whoever comes next is not offered to go on.
  sessionOver('signed_out');
  const { status } = await asked;
  const isOver = (status >= 200 && status < 300) || status === 401;
  if (!isOver && !session()) useSigned.setState({ over: 'signed_out_unsure' });
}
