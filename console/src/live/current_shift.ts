// The one shift of this page: it begins and ends with an agent's session, whatever page is shown.
import { create } from 'zustand';

import { isAgent, useSigned } from '../api/session.ts';
import { isInCall } from './desk.ts';
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
  follow();
  useSigned.subscribe((now, before) => {
    if (now.session !== before.session) follow();
  });
}
