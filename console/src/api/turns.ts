// Counts up every so often while the page is in front of somebody, for what is read again and again.
import { useEffect, useState } from 'react';

export function useTurns(eachMs: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const next = () => {
      if (document.visibilityState === 'visible') setTurn((n) => n + 1);
    };
    const timer = setInterval(next, eachMs);
    document.addEventListener('visibilitychange', next);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', next);
    };
  }, [eachMs]);
  return turn;
}
