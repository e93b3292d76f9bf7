// What is said to screen readers: changes of state wait for their turn, an offer interrupts.
import { create } from 'zustand';

interface Said {
  polite: string;
  assertive: string;
}

export const useSaid = create<Said>(() => ({ polite: '', assertive: '' }));

export const say = (polite: string): void => useSaid.setState({ polite });
export const interrupt = (assertive: string): void => useSaid.setState({ assertive });
