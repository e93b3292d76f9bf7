// The second that ticks: whoever shows a time is drawn again each second, and nobody else.
import { useEffect, useState } from 'react';

import { serverNow } from './desk.ts';

const TICK_MS = 1000;
const heard = new Set<() => void>();
let ticker: ReturnType<typeof setInterval> | undefined;

function listen(tick: () => void): () => void {
  heard.add(tick);
  ticker ??= setInterval(() => heard.forEach((each) => each()), TICK_MS);
  return () => {
    heard.delete(tick);
    if (heard.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  };
}

/** The server's time, in milliseconds of the epoch. */
export function useServerNow(): number {
  const [, draw] = useState(0);
  useEffect(() => listen(() => draw((n) => n + 1)), []);
  return serverNow();
}
