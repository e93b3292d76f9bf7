// Language, theme and density, in one panel of the top bar and on the sign-in page.
import { SlidersHorizontal } from 'lucide-react';
import { useId } from 'react';

import { prefer, usePreferences } from '../look/preferences.ts';
import { useWord } from '../words/words.ts';
import styles from './appearance.module.css';
import { Popover } from './popover.tsx';

interface Choice<T extends string> {
  title: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ title, value, options, onChoose }: Choice<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{title}</legend>
      <div className={styles.options}>
        {options.map(([option, text]) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              checked={option === value}
              onChange={() => onChoose(option)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Appearance() {
  const word = useWord();
  const { language, theme, density } = usePreferences();
  return (
    <Popover
      className="button quiet icon"
      label={word('settings')}
      title={word('settings')}
      align="end"
      content={<SlidersHorizontal size={18} aria-hidden="true" />}
    >
      {() => (
        <div className={styles.choices}>
          <Choice
            title={word('language')}
            value={language}
            options={[['es', 'Español'], ['en', 'English']]}
            onChoose={(chosen) => prefer({ language: chosen })}
          />
          <Choice
            title={word('theme')}
            value={theme}
            options={[
              ['system', word('theme_system')],
              ['light', word('theme_light')],
              ['dark', word('theme_dark')],
            ]}
            onChoose={(chosen) => prefer({ theme: chosen })}
          />
          <Choice
            title={word('density')}
            value={density}
            options={[
              ['comfortable', word('density_comfortable')],
              ['compact', word('density_compact')],
            ]}
            onChoose={(chosen) => prefer({ density: chosen })}
          />
        </div>
      )}
    </Popover>
  );
}
