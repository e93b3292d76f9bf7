// What is open below the controls of a call; its keys and its buttons open the same.
import { create } from 'zustand';

export type Opened = 'keypad' | 'transfer' | undefined;

export const useOpened = create<{ opened: Opened }>(() => ({ opened: undefined }));

export const open = (opened: Opened): void => useOpened.setState({ opened });
