// What a rule has to say about the agent, calmly and never in the way of a call: the agent is told first.
import { AlertList } from '../alerts/alert_list.tsx';
import { AT_WORK_MS, useAlerts } from '../alerts/alerts.ts';

export function OwnNudges() {
  const [alerts, again] = useAlerts(AT_WORK_MS);
  // What is known is not said twice; `/me` has it.
  const rows = alerts.value?.rows.filter(({ owner, state }) => owner === null && state === 'open');
  if (!rows || rows.length === 0) return null;
  return <AlertList read={{ ...alerts, state: 'read', value: { rows } }} onDone={again} own />;
}
