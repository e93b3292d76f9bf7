// Reads something for the user who is signed in, once at a time: an answer for who has left is dropped.
import { session } from './session.ts';

/** `begin` gets whether its user is still there. Asked for meanwhile, it is the same reading. */
export function oneReading(begin: (isStill: () => boolean) => Promise<void>): () => Promise<void> {
  let under: { user: string | undefined; done: Promise<void> } | undefined;
  return () => {
    const user = session()?.user;
    if (under && under.user === user) return under.done;
    const mine = { user, done: Promise.resolve() };
    under = mine;
    mine.done = begin(() => under === mine && session()?.user === user).finally(() => {
      if (under === mine) under = undefined;
    });
    return mine.done;
  };
}
