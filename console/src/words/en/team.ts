// Words of the teams, in English.
import type { team as source } from '../es/team.ts';

export const team: Record<keyof typeof source, string> = {
  'page.team': 'Your team',
  team_empty: 'There are no agents in your teams. Administration assigns them in the operation.',
  team_count: '{n} people',
  team_help: '{n} need help',
  team_choose: 'Choose a team',
  team_choose_other: 'Another team',
  team_failed: 'The teams could not be read.',
  team_states_of: 'Today’s states of {name}',
  team_beside: 'In their call: {names}',
  states_today: 'States of today',
  states_from: 'Read from {time} on; what was before does not fit here.',
  states_none: 'No change of state in what was read.',
  states_failed: 'Their states could not be read.',
  'cause.agent': 'by themselves',
  'cause.device': 'by their phone',
};
