// The Spanish of Mexico on the screen: the source of every word, by page; English has the same keys.
import { alerts } from './es/alerts.ts';
import { command } from './es/command.ts';
import { contact } from './es/contact.ts';
import { contacts } from './es/contacts.ts';
import { desk } from './es/desk.ts';
import { outcome } from './es/outcome.ts';
import { transfer } from './es/transfer.ts';
import { figures } from './es/figures.ts';
import { me } from './es/me.ts';
import { messages } from './es/messages.ts';
import { refusals } from './es/refusals.ts';
import { reports } from './es/reports.ts';
import { rules } from './es/rules.ts';
import { shell } from './es/shell.ts';
import { steps } from './es/steps.ts';
import { supervise } from './es/supervise.ts';
import { team } from './es/team.ts';

export const es = {
  ...shell,
  ...desk,
  ...messages,
  ...transfer,
  ...outcome,
  ...contact,
  ...steps,
  ...contacts,
  ...me,
  ...figures,
  ...alerts,
  ...refusals,
  ...reports,
  ...rules,
  ...command,
  ...team,
  ...supervise,
};
