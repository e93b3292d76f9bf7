// A button that asks something for one of the team: it waits for the answer, and says why it cannot be.
import type { ReactNode } from 'react';

import { useConnection } from '../live/connection.ts';
import { useWord } from '../words/words.ts';
import { useSaidOf } from './ask.ts';

interface Props {
  about: string;
  command: string;
  /** Why not now. */
  impossible?: string | undefined;
  label?: string;
  onPress: () => unknown;
  children: ReactNode;
}

export function TeamButton({ about, command, impossible, label, onPress, children }: Props) {
  const word = useWord();
  const { pending } = useSaidOf(about);
  const live = useConnection((connection) => connection.live);
  const why = live ? impossible : word('refused_offline');
  const isOff = why !== undefined || pending !== undefined;
  return (
    <button
      type="button"
      className="button"
      aria-label={label}
      aria-disabled={isOff}
      aria-busy={pending === command}
      title={why}
      onClick={() => !isOff && onPress()}
    >
      {children}
    </button>
  );
}
