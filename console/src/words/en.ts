// The English on the screen: a word for each key of the Spanish, or it does not compile.
import { alerts } from './en/alerts.ts';
import { command } from './en/command.ts';
import { contact } from './en/contact.ts';
import { contacts } from './en/contacts.ts';
import { desk } from './en/desk.ts';
import { outcome } from './en/outcome.ts';
import { transfer } from './en/transfer.ts';
import { figures } from './en/figures.ts';
import { me } from './en/me.ts';
import { messages } from './en/messages.ts';
import { refusals } from './en/refusals.ts';
import { reports } from './en/reports.ts';
import { rules } from './en/rules.ts';
import { shell } from './en/shell.ts';
import { steps } from './en/steps.ts';
import { supervise } from './en/supervise.ts';
import { team } from './en/team.ts';
import type { es as source } from './es.ts';

export const en: Record<keyof typeof source, string> = {
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
