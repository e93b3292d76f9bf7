// The one shift of this page: it begins and ends with an agent's session, whatever page is shown.
import { create } from 'zustand';

import { isAgent, useSigned } from '../api/session.ts';
import { Shift } from './shift.ts';

export const useShift = create<{ shift: Shift | undefined }>(() => ({ shift: undefined }));

export function followSession(): void {
  const follow = () => {
    const { session } = useSigned.getState();
    useShift.getState().shift?.stop();
    useShift.setState({ shift: session && isAgent(session) ? new Shift(session) : undefined });
  };
  follow();
  useSigned.subscribe((now, before) => {
    if (now.session !== before.session) follow();
  });
}
