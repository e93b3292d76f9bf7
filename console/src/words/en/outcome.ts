// Words of what an agent writes down of a contact, in English.
import type { outcome as source } from '../es/outcome.ts';

export const outcome: Record<keyof typeof source, string> = {
  dispositions: 'Outcome',
  dispositions_failed: 'The outcomes could not be read.',
  disposition_said: 'Said: {name}',
  disposition_none: 'Not chosen yet',
  disposition_search: 'Search outcomes',
  disposition_not_found: 'None matches.',
  notes: 'Notes',
  note_new: 'Write a note',
  note_send: 'Save note',
  note_empty: 'Write something first.',
  note_unsent: 'Not saved yet: it is saved when you finish.',
  wrap_remaining: 'What is left of the wrap-up',
  wrap_extend: '+30 s',
  wrap_at_most: 'It cannot be longer: the most in this queue is {time}.',
  wrap_handed_to: 'The contact went on to {name}.',
  wrap_handed_to_queue: 'The contact went on to queue {queue}.',
  open_record: 'Open the customer’s record',
  opens_record: 'On answering, open the customer’s record in another tab',
};
