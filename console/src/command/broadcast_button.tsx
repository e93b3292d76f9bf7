// A message to many at once: who is chosen here, those above whom the sender is have it.
import { Megaphone } from 'lucide-react';
import { useState } from 'react';

import type { Session } from '../api/session.ts';
import { Popover } from '../shell/popover.tsx';
import { MessageForm } from '../team/message_form.tsx';
import { SentList } from '../team/sent_list.tsx';
import { useWord } from '../words/words.ts';
import styles from './broadcast_button.module.css';
import { useFloor } from './floor_link.ts';

const EVERYBODY = 'everybody';
const WRITERS = ['coordinator', 'supervisor', 'admin']; // src/api/policy.cpp: command_agent.

interface Props {
  session: Session;
  /** What the floor is filtered by: who is looked at is most likely meant. */
  site: string;
  queue: string;
}

export function BroadcastButton({ session, site, queue }: Props) {
  const word = useWord();
  if (!session.roles.some((role) => WRITERS.includes(role))) return null;
  const likely = (queue && `queue:${queue}`) || (site && `site:${site}`) || EVERYBODY;
  return (
    <Popover
      label={word('broadcast')}
      className="button quiet icon"
      content={<Megaphone size={18} aria-hidden="true" />}
      title={word('broadcast')}
      align="end"
    >
      {() => <Choice likely={likely} />}
    </Popover>
  );
}

function Choice({ likely }: { likely: string }) {
  const word = useWord();
  const queues = useFloor((floor) => floor.queues);
  const { sites, teams } = useFloor((floor) => floor.names);
  const [chosen, setChosen] = useState(likely);
  const groups = [
    ['site', word('broadcast_sites'), sites],
    ['queue', word('broadcast_queues'), queues.map(({ id }) => id)],
    ['team', word('broadcast_teams'), teams],
  ] as const;
  const name = chosen === EVERYBODY ? word('broadcast_everybody') : chosen.replace(/^\w+:/, '');
  return (
    <div className={styles.panel}>
      <label className={styles.label}>
        {word('broadcast_to')}
        <select className="field" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value={EVERYBODY}>{word('broadcast_everybody')}</option>
          {groups.map(([kind, title, codes]) => (
            <optgroup key={kind} label={title}>
              {codes.filter((code) => code !== '').toSorted().map((code) => (
                <option key={code} value={`${kind}:${code}`}>{code}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <MessageForm to={[chosen]} about={chosen} name={name} />
      <SentList about={chosen} />
    </div>
  );
}
