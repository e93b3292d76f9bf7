// A button that asks the server for something: it shows at once that it waits for the answer.
import type { ReactNode } from 'react';

import { useConnection } from '../live/connection.ts';
import { useAsked } from '../live/shift.ts';
import styles from './button.module.css';

interface Props {
  /** The command, to know whether it is this one that waits. */
  asks: string;
  onPress: () => unknown;
  look?: string;
  shortcut?: string;
  /** Why not now; shown as its title. */
  impossible?: string | undefined;
  /** What it opened, or would open, for finding it again. */
  opens?: string;
  /** As if its answer were still to come. */
  waits?: boolean;
  children: ReactNode;
}

export function AskButton(props: Props) {
  const { asks, onPress, look = '', shortcut, impossible, opens, waits = false, children } = props;
  const pending = useAsked((asked) => asked.pending);
  const live = useConnection((connection) => connection.live);
  const isPending = waits || pending === asks;
  const isOff = isPending || !live || impossible !== undefined;
  return (
    <button
      type="button"
      className={`button ${look}`}
      aria-disabled={isOff}
      aria-busy={isPending}
      aria-keyshortcuts={shortcut?.replace('⇧', 'Shift+')}
      title={impossible}
      data-opens={opens}
      onClick={() => !isOff && onPress()}
    >
      {isPending && <span className={styles.spinner} aria-hidden="true" />}
      {children}
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}
