// Whether what the screen shows is live, and since when it is not.
import { create } from 'zustand';

interface Connection {
  live: boolean;
  /** By this machine's clock; 0 before the first connection. */
  lostAt: number;
  /** What the server answered instead of data. */
  refused: string | undefined;
}

export const useConnection = create<Connection>(() => ({
  live: false,
  lostAt: 0,
  refused: undefined,
}));
