// What a page reads of the server: shown while it is read anew, and told apart from what failed.
import { useCallback, useEffect, useRef, useState } from 'react';

import { call } from './call.ts';
import { sessionOver } from './session.ts';

/** `none`: there is no such thing, or it is out of sight. */
export type ReadState = 'loading' | 'read' | 'none' | 'refused' | 'no_answer' | 'failed';

export interface Read<T> {
  state: ReadState;
  /** The last that was read, also when a later try failed. */
  value: T | undefined;
  /** When that was, by this machine's clock. */
  at: number;
  /** The server's own words, where it said why not. */
  why: string;
}

export function stateOf(status: number): ReadState {
  if (status === 200) return 'read';
  if (status === 0) return 'no_answer';
  if (status === 403) return 'refused';
  return status === 404 ? 'none' : 'failed';
}

/** One answer of the server; an ended session ends here as well. */
export async function read<T>(path: string): Promise<Read<T>> {
  const { status, body } = await call(path);
  if (status === 401) sessionOver('session_over');
  const state = stateOf(status);
  const why = String((body as { detail?: string }).detail ?? '');
  return { state, value: state === 'read' ? (body as T) : undefined, at: Date.now(), why };
}

const NOTHING: Read<never> = { state: 'loading', value: undefined, at: 0, why: '' };

/** Reads `path`, anew when it or `version` changes, and when asked. */
export function useRead<T>(path: string | undefined, version = ''): [Read<T>, () => void] {
  const [asked, setAsked] = useState(0);
  const [had, setHad] = useState<{ path: string | undefined; read: Read<T> }>();
  // What was asked last, and what is shown: an answer that comes late still counts until a newer one.
  const asks = useRef({ path, asked: 0, shown: 0 });
  useEffect(() => {
    asks.current.path = path;
    if (path === undefined) return;
    const turn = (asks.current.asked += 1);
    void read<T>(path).then((now) => {
      if (asks.current.path !== path || turn < asks.current.shown) return;
      asks.current.shown = turn;
      setHad((before) => {
        const old = before?.path === path ? before.read : undefined;
        const kept = now.value === undefined && old?.value !== undefined;
        return { path, read: kept ? { ...now, value: old.value, at: old.at } : now };
      });
    });
  }, [path, version, asked]);
  useEffect(() => {
    const last = asks.current;
    return () => {
      last.path = undefined;
    };
  }, []);
  const again = useCallback(() => setAsked((n) => n + 1), []);
  return [had && had.path === path ? had.read : NOTHING, again];
}
