// The shapes of states. Words stand beside them, so that they are hidden from screen readers.
import type { ReactNode } from 'react';

import type { Look, Shape } from './states.ts';
import styles from './glyph.module.css';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const;

export const SHAPES: Record<Shape, ReactNode> = {
  dot: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  target: (
    <>
      <circle cx="8" cy="8" r="6" {...line} />
      <circle cx="8" cy="8" r="2.5" fill="currentColor" />
    </>
  ),
  dashed: <circle cx="8" cy="8" r="6" {...line} strokeDasharray="3 2" />,
  square: <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" fill="currentColor" />,
  bars: <path d="M3 2.5h3.5v11H3zM9.5 2.5H13v11H9.5z" fill="currentColor" />,
  consult: (
    <>
      <path d="M2 2h8v8H2z" fill="currentColor" />
      <path d="M6.5 13.5h7v-7" {...line} />
    </>
  ),
  triangle: <path d="M8 2l6.5 12h-13z" fill="currentColor" />,
  triangle_line: <path d="M8 3.5l5.3 9.5H2.7z" {...line} strokeWidth="1.8" />,
  cup: <path d="M1.5 5h13a6.5 6.5 0 0 1-13 0z" fill="currentColor" />,
  diamond: <path d="M8 1.5L14.5 8 8 14.5 1.5 8z" fill="currentColor" />,
  cross: <path d="M3 3l10 10M13 3L3 13" {...line} strokeWidth="3" />,
  missed: (
    <path
      d="M8 1l7 13.5H1zM7.2 5.5v4.5h1.6V5.5zM7.2 11.3v1.6h1.6v-1.6z"
      fill="currentColor"
      fillRule="evenodd"
    />
  ),
  slash: (
    <>
      <circle cx="8" cy="8" r="5.7" {...line} />
      <path d="M3 13L13 3" {...line} />
    </>
  ),
  ring: <circle cx="8" cy="8" r="5.5" {...line} />,
};

export function Glyph({ look, size = 14 }: { look: Look; size?: number }) {
  return (
    <svg
      className={styles.glyph}
      data-tone={look.tone}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      {SHAPES[look.shape]}
    </svg>
  );
}
