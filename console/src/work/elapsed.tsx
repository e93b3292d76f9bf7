// A time that runs: since a moment, or until one, by the server's clock.
import { useServerNow } from '../live/now.ts';
import { duration } from '../words/words.ts';

export function Since({ at }: { at: string }) {
  return <>{duration(useServerNow() - Date.parse(at))}</>;
}

/** Rounded up, so that 0:00 is the end. */
export function Until({ at }: { at: string }) {
  return <>{duration(Date.parse(at) - useServerNow() + 999)}</>;
}
