// Words of an agent’s own day, in English.
import type { me as source } from '../es/me.ts';

export const me: Record<keyof typeof source, string> = {
  me_state: 'Your state',
  me_state_since: 'since {time}',
  me_wrap_up: 'After-call work',
  me_contacts: 'Your contacts of today',
  me_contacts_none: 'You have not handled anybody today yet.',
  me_contacts_none_text: 'Each contact appears here when it is over, with its times and its recording.',
  me_shared: 'with another agent',
  me_health: 'Your equipment',
  me_page_audio: 'Audio of this page',
  me_microphone: 'Microphone',
  me_microphone_on: 'On',
  me_microphone_off: 'Off',
  me_devices: 'Phones and pages online',
  me_sessions: 'Open sessions of your user',
  me_sessions_more: 'If one of them is not yours, tell your supervisor.',
  me_measured: 'What is measured about you, and who sees it',
  me_measured_1: 'Your changes of state are kept with their cause, the times of each contact, and the recording of your calls. Here you see the same, by the same formula.',
  me_measured_2: 'Your state and your contacts are seen by: who coordinates your team, the directors of your campaigns, supervision, command centre, quality, workforce planning and administration.',
  me_measured_3: 'Your recordings can be heard by the campaign’s directors, supervision, quality and administration; and, where nobody else had the contact, by you and who coordinates your team.',
  me_measured_live: 'Your calls can be listened to live by them and by who coordinates your team; your desk tells you at that moment who is there.',
  me_measured_4: 'Restroom, active pause and nursing: others see “Personal” alone. They are never refused, never queued and never scored.',
  me_measured_5: 'If your signal is cut off or the system fails, it is not held against you.',
  me_measured_6: 'The level of your microphone stays in this page.',
};
