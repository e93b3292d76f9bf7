// The live floor: states and queues on top, everybody below, the worst first.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Maximize2, Minimize2, Search, Snowflake } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';

import { useSigned } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { GlyphSprite } from '../look/glyph_sprite.tsx';
import { ConnectionLight, StaleBanner } from '../shell/connection_light.tsx';
import { Shell } from '../shell/shell.tsx';
import { SuperviseBar } from '../supervise/supervise_bar.tsx';
import { useWord } from '../words/words.ts';
import { isFreeKey } from '../work/single_keys.ts';
import { AgentGrid } from './agent_grid.tsx';
import { BroadcastButton } from './broadcast_button.tsx';
import { Details } from './details.tsx';
import { DeviationList } from './deviation_list.tsx';
import { FloorIndicators } from './floor_indicators.tsx';
import { FloorLink, useFloor } from './floor_link.ts';
import { QueueStrip } from './queue_strip.tsx';
import { SiteStrip } from './site_strip.tsx';
import { StateChips } from './state_chips.tsx';
import { type CommandSearch, searchOf, type Sort, viewOf } from './view.ts';
import { ViewsButton } from './views_button.tsx';
import styles from './command.module.css';

export function CommandPage() {
  const word = useWord();
  const session = useSigned((signed) => signed.session);
  const search = useSearch({ from: '/command' });
  const navigate = useNavigate({ from: '/command' });
  const { states, help, queue, team, site, text, sort, reverse } = search;
  const view = useMemo(
    () => viewOf(searchOf({ states, help, queue, team, site, text, sort, reverse })),
    [states, help, queue, team, site, text, sort, reverse],
  );
  const [link, setLink] = useState<FloorLink>();
  const wall = search.wall ?? false;
  const [frozen, freeze] = useFreeze(link);

  useEffect(() => {
    document.title = `${word('page.command')} · Relevo`;
  }, [word]);
  useEffect(() => {
    if (!session) return undefined;
    const made = new FloorLink(session, viewOf({}));
    setLink(made);
    return () => made.stop();
  }, [session]);
  useEffect(() => link?.show(view), [link, view]);

  if (!session) return null;
  // What is as usual stays out of the address.
  const change = (change: { [Key in keyof CommandSearch]: CommandSearch[Key] | undefined }) =>
    void navigate({ search: (now) => searchOf({ ...now, ...change }), replace: true });
  const onSort = (chosen: Sort) =>
    change({ sort: chosen, reverse: chosen === view.sort && !view.reverse });

  const sites = <SiteStrip chosen={view.site} onChoose={(chosen) => change({ site: chosen })} />;
  const wallButton = (
    <button
      type="button"
      className="button quiet icon"
      aria-pressed={wall}
      aria-label={word(wall ? 'floor_wall_off' : 'floor_wall')}
      title={word(wall ? 'floor_wall_off' : 'floor_wall')}
      onClick={() => change({ wall: !wall })}
    >
      {wall ? <Minimize2 size={18} aria-hidden="true" /> : <Maximize2 size={18} aria-hidden="true" />}
    </button>
  );
  const floor = (
    <div className={styles.floor} data-wall={wall}>
      <GlyphSprite />
      <QueueStrip chosen={view.queue} onChoose={(chosen) => change({ queue: chosen })} />
      <div className={styles.figures}>
        <FloorIndicators queue={view.queue} />
      </div>
      <StateChips
        view={view}
        onStates={(chosen) => change({ states: chosen.join(',') })}
        onHelp={(chosen) => change({ help: chosen })}
      />
      <div className={styles.place}>
        {link && (
          <AgentGrid
            link={link}
            view={view}
            wall={wall}
            agent={search.agent ?? ''}
            onOpen={(agent) => change({ agent })}
            onSort={onSort}
          />
        )}
        <Nothing onAll={() => void navigate({ search: wall ? { wall } : {}, replace: true })} />
        {link && search.agent !== undefined && (
          <Details
            key={search.agent}
            link={link}
            agent={search.agent}
            onClose={() => change({ agent: undefined })}
          />
        )}
      </div>
      <DeviationList
        onChoose={(behind) =>
          void navigate({ search: searchOf({ ...behind, wall }), replace: true })}
      />
      <Foot frozen={frozen} />
    </div>
  );
  if (wall) {
    return (
      <main className={styles.wall} id="content">
        <SuperviseBar />
        <StaleBanner inCall={false} />
        <header className={styles.wallBar}>
          <h1 className={styles.wallTitle}>{word('page.command')}</h1>
          <ConnectionLight />
          {sites}
          {wallButton}
        </header>
        {floor}
      </main>
    );
  }
  return (
    <Shell
      title={word('page.command')}
      session={session}
      name={session.user}
      status={
        <>
          <ConnectionLight />
          <label className={styles.search}>
            <Search size={16} aria-hidden="true" />
            <span className="unseen">{word('floor_search')}</span>
            <input
              type="search"
              className="field"
              placeholder={word('floor_search')}
              value={view.text}
              onChange={(event) => change({ text: event.target.value })}
            />
          </label>
          {sites}
          <BroadcastButton session={session} site={view.site} queue={view.queue} />
          <ViewsButton
            user={session.user}
            search={search}
            onChoose={(chosen) => void navigate({ search: chosen, replace: true })}
          />
          <button
            type="button"
            className="button quiet icon"
            aria-pressed={frozen}
            aria-keyshortcuts="F"
            aria-label={word('floor_freeze')}
            title={word('floor_freeze')}
            onClick={() => freeze(!frozen)}
          >
            <Snowflake size={18} aria-hidden="true" />
          </button>
          {wallButton}
        </>
      }
      banner={<StaleBanner inCall={false} />}
    >
      {floor}
    </Shell>
  );
}

/** Whether rows keep their places, by the key F or the button. */
function useFreeze(link: FloorLink | undefined) {
  const [frozen, setFrozen] = useState(false);
  useEffect(() => link?.freeze(frozen), [link, frozen]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'f' && isFreeKey(event)) setFrozen((now) => !now);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return [frozen, setFrozen] as const;
}

/** What stands where rows would. */
function Nothing({ onAll }: { onAll: () => void }) {
  const word = useWord();
  const { loaded, shown, total } = useFloor();
  const refused = useConnection((connection) => connection.refused);
  if (!loaded && refused !== undefined) return null; // The banner says why.
  if (!loaded) return <p className={styles.nothing} role="status">{word('loading')}</p>;
  if (total === 0) return <p className={styles.nothing}>{word('floor_empty')}</p>;
  if (shown > 0) return null;
  return (
    <div className={styles.nothing}>
      <p>{word('floor_no_match')}</p>
      <button type="button" className="button" onClick={onAll}>{word('floor_all')}</button>
    </div>
  );
}

function Foot({ frozen }: { frozen: boolean }) {
  const word = useWord();
  const { loaded, shown, total, moved } = useFloor();
  if (!loaded) return null;
  return (
    <p className={styles.foot} data-frozen={frozen}>
      <span className="number">{word('floor_count', { shown, total })}</span>
      {frozen && <span>{word('floor_frozen', { n: moved })}</span>}
      {!frozen && moved > 0 && <span>{word('floor_held')}</span>}
    </p>
  );
}
