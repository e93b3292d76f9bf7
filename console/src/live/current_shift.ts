// The one shift of this page: it begins and ends with an agent's session, whatever page is shown.
import { create } from 'zustand';

import { isAgent, useSigned } from '../api/session.ts';
import { isInCall, useDesk } from './desk.ts';
import { Shift } from './shift.ts';

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
  // A call that outlived its session is over: nobody is there to take another, nor to be heard.
  useDesk.subscribe((now, before) => {
    const hasEnded = now.agent?.state !== before.agent?.state && !isInCall();
    if (hasEnded && useShift.getState().shift && !useSigned.getState().session) follow();
  });
  follow();
  useSigned.subscribe((now, before) => {
    if (now.session !== before.session) follow();
  });
}
