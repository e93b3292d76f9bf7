// The one shift of this page: it begins and ends with an agent's session, whatever page is shown.
import { create } from 'zustand';

import { isAgent, useSigned } from '../api/session.ts';
import { usePhone } from '../phone/phone.ts';
import { isInCall } from './desk.ts';
import { Shift } from './shift.ts';

const WITHOUT_AUDIO_MS = 10_000; // ICE may come back by itself before that.

export const useShift = create<{ shift: Shift | undefined }>(() => ({ shift: undefined }));

export function followSession(): void {
  const follow = () => {
    const { session, over } = useSigned.getState();
    const { shift } = useShift.getState();
    // The call goes on without its session, and the same user's next one takes it up.
    if (shift && !session && over === 'session_over' && isInCall()) return;
    if (shift && session?.user === shift.user) return shift.goOn(session);
    shift?.stop();
    useShift.setState({ shift: session && isAgent(session) ? new Shift(session) : undefined });
  };
  followCallWithoutSession();
  follow();
  useSigned.subscribe((now, before) => {
    if (now.session !== before.session) follow();
  });
}

/**
 * A call that outlived its session: the server tells the page nothing more of it, but its audio
 * ends, and without a session no other comes. Nobody is there to be heard by then.
 */
function followCallWithoutSession(): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    const { shift } = useShift.getState();
    if (!shift || useSigned.getState().session) return;
    shift.stop();
    useShift.setState({ shift: undefined });
  };
  const look = () => {
    clearTimeout(waiting);
    const isLost = !useSigned.getState().session && usePhone.getState().path !== 'alive';
    if (useShift.getState().shift && isLost) waiting = setTimeout(leave, WITHOUT_AUDIO_MS);
  };
  usePhone.subscribe((now, before) => now.path !== before.path && look());
  useSigned.subscribe(look);
}
