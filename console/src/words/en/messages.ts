// Words of raised hands and messages, in English.
import type { messages as source } from '../es/messages.ts';

export const messages: Record<keyof typeof source, string> = {
  hand_raise: 'Ask for help',
  hand_lower: 'No more help',
  messages: 'Messages from the centre',
  messages_more: 'and {n} more, when these are read',
  message_centre: 'The centre',
  message_state: '{who} changed your state to {state}',
  message_urgent: 'Urgent',
  message_erased: 'The text is kept no longer.',
  message_read: 'Read',
  sent: 'Sent',
  sent_read: 'Read by {n} of {all}',
  sent_unread: 'Not yet: {names}',
  sent_more: '{n} more',
  sent_not_read: 'What was sent could not be read.',
};
