// The shapes of states as symbols, for who draws without React: `<use href="#shape-dot">`.
import { SHAPES } from './glyph.tsx';

export function GlyphSprite() {
  return (
    <svg width="0" height="0" className="unseen" aria-hidden="true">
      {Object.entries(SHAPES).map(([shape, drawn]) => (
        <symbol key={shape} id={`shape-${shape}`} viewBox="0 0 16 16">{drawn}</symbol>
      ))}
    </svg>
  );
}
