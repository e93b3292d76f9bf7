// Why the last command was refused, until it is closed or the next one is asked.
import { X } from 'lucide-react';

import { useAsked } from '../live/shift.ts';
import { useWord } from '../words/words.ts';
import styles from './notice.module.css';

export function Refusal() {
  const word = useWord();
  const refused = useAsked((asked) => asked.refused);
  return (
    <div role="alert">
      {refused !== undefined && (
        <div className={styles.notice} data-tone="critical">
          <p className={styles.what}>{refused}</p>
          <button
            type="button"
            className="button quiet icon"
            aria-label={word('close')}
            onClick={() => useAsked.setState({ refused: undefined })}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}
