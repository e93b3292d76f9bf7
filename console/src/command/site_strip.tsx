// The sites, each with how it is: grey as long as its people are reachable; choosing one filters.
import { useWord } from '../words/words.ts';
import { siteTone } from './deviations.ts';
import { useFloor } from './floor_link.ts';
import styles from './site_strip.module.css';

interface Props {
  chosen: string;
  onChoose: (site: string) => void;
}

const SIGNS: Record<string, string> = { critical: '◆', warning: '▲' };

export function SiteStrip({ chosen, onChoose }: Props) {
  const word = useWord();
  const { sites, names } = useFloor();
  const listed = names.sites
    .map((name, place) => ({ name, sum: sites[place] ?? { present: 0, unreachable: 0 } }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.name.localeCompare(b.name));
  if (listed.length === 0) return null;
  return (
    <ul className={styles.sites} aria-label={word('floor_sites')} data-slides>
      {listed.map(({ name, sum }) => {
        const tone = siteTone(sum);
        const says = word('floor_site_says', { n: sum.present, gone: sum.unreachable });
        return (
          <li key={name}>
            <button
              type="button"
              className={styles.site}
              data-tone={tone === 'plain' ? 'muted' : tone}
              aria-pressed={chosen === name}
              title={says}
              onClick={() => onChoose(chosen === name ? '' : name)}
            >
              <span className={styles.sign} aria-hidden="true">{SIGNS[tone] ?? '●'}</span> {name}
              <span className="unseen">, {says}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
