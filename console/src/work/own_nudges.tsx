// What a rule has to say about the agent, calmly and never in the way of a call: the agent is told first.
import { useEffect } from 'react';

import { AlertList } from '../alerts/alert_list.tsx';
import { AT_WORK_MS, ofAgent, useAlerts } from '../alerts/alerts.ts';
import { usePreferences } from '../look/preferences.ts';
import { say } from '../shell/announcer.ts';

export function OwnNudges({ agent }: { agent: string }) {
  const [alerts, again] = useAlerts(AT_WORK_MS);
  const language = usePreferences((preferences) => preferences.language);
  // What is known is not said twice, and what is too many in an hour is not said: `/me` has it all.
  const rows = ofAgent(alerts.value?.rows ?? [], agent).filter(
    ({ nudged, owner, state }) => nudged && owner === null && state === 'open',
  );
  const newest = rows.at(0);
  const said = newest?.name[language];
  useEffect(() => {
    if (said !== undefined) say(said);
  }, [newest?.id, said]);
  if (rows.length === 0) return null;
  return <AlertList read={{ ...alerts, state: 'read', value: { rows } }} onDone={again} own />;
}
